/** Keeps sealed records in Redis, for all processes of an application. */
import * as z from 'zod';
import { InvalidConfiguration } from '../errors/errors.ts';
import { sealedStore, type SealedStoreOptions, type SealedTokenStore } from '../store/sealed-store.ts';
import type { SealedEntry, SharedTokenStore, StoreLock } from '../store/shared-token-store.ts';
import { checkRedisClient, type RedisClient } from './redis-client.ts';
import { subscribeTo } from './redis-subscription.ts';
import { asRefusal } from './redis-refusal.ts';
import { ANNOUNCE, DELETE, FORGET, FORGOTTEN, LOOK, PUT, RELEASE, RENEW, type Script } from './scripts.ts';

/** Options of {@link redisTokenStore}. */
export interface RedisTokenStoreOptions extends SealedStoreOptions {
  /** The text that the names of keys and channels begin with. Default: `'linxo-guard:'`. */
  readonly prefix?: string;
}

/**
 * Makes a token store on Redis, or Valkey, 6.2 or newer, or a cluster of them.
 *
 * @param client a client of the npm package `redis`; the application connects it, listens to its `error` event, and closes it. The store
 *   duplicates it for a subscription, which `connect.close()` ends.
 * @throws InvalidConfiguration when the client cannot serve, an option is unknown, or a secret is missing or too short
 * @example
 * ```ts
 * const client = createClient({ url: process.env.REDIS_URL });
 * client.on('error', console.error);
 * await client.connect();
 * const connect = createLinxo({ …, store: redisTokenStore(client, { secrets: [process.env.TOKEN_STORE_SECRET] }) });
 * ```
 */
export function redisTokenStore(client: RedisClient, options: RedisTokenStoreOptions): SealedTokenStore {
  return sealedStore(redisStore(checkRedisClient(client), prefixIn(options)), options);
}

/** Takes the prefix out of options, and refuses what is no option. Without options, it is left to the seal to say so. */
function prefixIn(options: RedisTokenStoreOptions | undefined): string | undefined {
  const { prefix, secrets: _, ...others } = { ...options } as Partial<RedisTokenStoreOptions>;
  const problems = Object.keys(others).map(
    (name) => `redisTokenStore() has no option ${JSON.stringify(name)}; there are: secrets, prefix.`,
  );
  if (prefix !== undefined && typeof prefix !== 'string')
    problems.push("prefix of redisTokenStore() must be a text, such as 'linxo-guard:'.");
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  return prefix;
}

const LOOKED = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), z.array(z.string())]);
const LISTED = z.array(z.coerce.string());

/** Makes the store behind the seal. */
export function redisStore(client: RedisClient, prefix = 'linxo-guard:'): SharedTokenStore {
  const run = async ({ text, digest }: Script, keys: string[], ...args: (string | number)[]): Promise<unknown> => {
    if (!(client.isReady ?? client.isOpen)) throw new Error('the Redis client is not connected');
    const options = { keys, arguments: args.map(String) };
    try {
      return await client.evalSha(digest, options);
    } catch (error) {
      // A server that was started anew does not know the script yet.
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw asRefusal(error);
      return client.eval(text, options).catch((refused: unknown) => {
        throw asRefusal(refused);
      });
    }
  };
  // Redis Cluster hashes only the text in braces, so all keys of one user are in one slot.
  const tagOf = (key: string) => `${prefix}{${key}}`;
  const lockKeyOf = ({ key, name }: StoreLock) => `${tagOf(key)}:lock:${name}`;
  const waitingKeyOf = ({ key, name }: StoreLock) => `${tagOf(key)}:waiting:${name}`;
  const keysOf = (lock: StoreLock) => [
    tagOf(lock.key),
    `${tagOf(lock.key)}:forgotten`,
    lockKeyOf(lock),
    waitingKeyOf(lock),
  ];
  const list = `${prefix}forgotten`;

  return {
    async look({ lock, names, exceptIds, inbox }) {
      const reply = await run(
        LOOK,
        keysOf(lock),
        lock.owner,
        lock.lifetimeMs,
        prefix + inbox,
        exceptIds.join(' '),
        ...names,
      );
      const [nowMs, forgottenAtMs, taken, fields] = LOOKED.parse(reply);
      const entries = pairsOf(fields).map(([name, value]) => entryOf(name, value, nowMs));
      return {
        nowMs,
        forgottenAtMs,
        entries: entries.filter(({ remainingMs }) => remainingMs > 0),
        hasLock: taken === 1,
      };
    },
    async put({ lock, entry: { name, id, sealed, remainingMs }, sinceMs, message, otherwise }) {
      const args = [name, Math.ceil(remainingMs), id, sealed, sinceMs, message, otherwise];
      return (await run(PUT, keysOf(lock), lock.owner, ...args)) === 1;
    },
    async release(lock, message) {
      await run(RELEASE, [lockKeyOf(lock), waitingKeyOf(lock)], lock.owner, message);
    },
    async renew(lock) {
      return (await run(RENEW, [lockKeyOf(lock)], lock.owner, lock.lifetimeMs)) === 1;
    },
    async delete(key, id) {
      await run(DELETE, [tagOf(key)], id);
    },
    async forget({ key, rememberMs, message }) {
      // The list comes first: whoever reads it refuses what this process could not delete any more. If it fails, the rest is done still.
      const [announced] = await Promise.allSettled([run(ANNOUNCE, [list], key, rememberMs, list, message)]);
      const atMs = Number(await run(FORGET, [tagOf(key), `${tagOf(key)}:forgotten`], rememberMs));
      if (announced.status === 'rejected') throw announced.reason;
      return atMs;
    },
    async forgottenSince(sinceMs) {
      const pairs = pairsOf(LISTED.parse(await run(FORGOTTEN, [list], Math.floor(sinceMs))));
      return pairs.map(([key, atMs]) => ({ key, atMs: Number(atMs) }));
    },
    subscribe: (options) => subscribeTo(client, [prefix + options.inbox, list], options),
  };
}

/** Reads a field. One that was not written by {@link PUT} has no remaining lifetime, or does not open. */
function entryOf(name: string, value: string, nowMs: number): SealedEntry {
  const [expiresAtMs = '', id = '', sealed = ''] = value.split(' ');
  return { name, id, sealed, remainingMs: Number(expiresAtMs) - nowMs };
}

function pairsOf(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((first, index) => (index % 2 === 0 ? [[first, flat[index + 1] ?? ''] as const] : []));
}
