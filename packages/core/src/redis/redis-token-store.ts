/** Keeps sealed tokens in Redis, for all processes of an application. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { sealedStore, type SealedStoreOptions, type SealedTokenStore } from '../store/sealed-store.ts';
import type { SealedEntry, SharedTokenStore } from '../store/shared-token-store.ts';
import type { RedisClient } from './redis-client.ts';
import { CLEAR, DELETE, GET, LOCK, RELEASE, RENEW, SET } from './scripts.ts';

/** Options of {@link redisTokenStore}. */
export interface RedisTokenStoreOptions extends SealedStoreOptions {
  /** The text that the names of keys begin with. Default: `'linxo-guard:'`. */
  readonly prefix?: string;
}

/**
 * Makes a token store on Redis, or Valkey, 6.2 or newer.
 *
 * @param client a `redis` client; the application connects it, listens to its `error` event, and closes it
 * @throws InvalidConfiguration when a secret is too short
 * @example
 * ```ts
 * const client = createClient({ url: process.env.REDIS_URL });
 * client.on('error', console.error);
 * await client.connect();
 * const connect = createLinxo({ …, store: redisTokenStore(client, { secrets: [process.env.TOKEN_STORE_SECRET] }) });
 * ```
 */
export function redisTokenStore(client: RedisClient, options: RedisTokenStoreOptions): SealedTokenStore {
  return sealedStore(redisStore(client, options.prefix), options);
}

const ANSWER = z.tuple([z.coerce.number(), z.union([z.array(z.string()), z.record(z.string(), z.string())])]);

/** Makes the store behind the seal. */
export function redisStore(client: RedisClient, prefix = 'linxo-guard:'): SharedTokenStore {
  const run = async (script: string, key: string, ...args: (string | number)[]): Promise<unknown> => {
    if (!client.isReady) throw new Error('the Redis client is not connected');
    return client.eval(script, { keys: [prefix + key], arguments: args.map(String) });
  };
  return {
    async get(key) {
      const answer = ANSWER.safeParse(await run(GET, key));
      if (!answer.success) return [];
      const [nowMs, fields] = answer.data;
      const entries = Array.isArray(fields) ? pairsOf(fields) : Object.entries(fields);
      return entries.map(([name, value]) => entryOf(name, value, nowMs)).filter(({ remainingMs }) => remainingMs > 0);
    },
    async set(key, { name, id, sealed, remainingMs }) {
      await run(SET, key, name, Math.ceil(remainingMs), id, sealed);
    },
    async delete(key, id) {
      await run(DELETE, key, id);
    },
    async clear(key) {
      await run(CLEAR, key);
    },
    async lock(name, lifetimeMs) {
      const key = `lock:${name}`;
      const owner = randomUUID();
      if ((await run(LOCK, key, owner, lifetimeMs)) !== 1) return undefined;
      return {
        renew: async () => (await run(RENEW, key, owner, lifetimeMs)) === 1,
        release: async () => void (await run(RELEASE, key, owner)),
      };
    },
  };
}

/** Reads a field. One that was not written by {@link SET} has no remaining lifetime, or does not open. */
function entryOf(name: string, value: string, nowMs: number): SealedEntry {
  const [expiresAtMs = '', id = '', sealed = ''] = value.split(' ');
  return { name, id, sealed, remainingMs: Number(expiresAtMs) - nowMs };
}

function pairsOf(list: readonly string[]): readonly (readonly [string, string])[] {
  return list.flatMap((field, index) => (index % 2 === 0 ? [[field, list[index + 1] ?? ''] as const] : []));
}
