/** Keeps tokens in Redis, sealed, for all processes of an application. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { SharedTokenStore, TokenLock, TokenRecord } from '../store/token-store.ts';
import type { RedisClient } from './redis-client.ts';
import { createSeal, type Seal } from '../store/seal.ts';
import { CLEAR, DELETE, GET, LOCK, RELEASE, RENEW, SET } from './scripts.ts';

/** Options of {@link redisTokenStore}. */
export interface RedisTokenStoreOptions {
  /**
   * Secrets that tokens are sealed with, of at least 32 characters or bytes each: the first seals, all of them open. To rotate,
   * put the new one first, and drop the old one when its tokens have expired.
   */
  readonly secrets: readonly [string | Uint8Array, ...(string | Uint8Array)[]];
  /** What the names of keys begin with. Default: `'linxo-guard:'`. */
  readonly prefix?: string;
}

const RECORD = z.tuple([z.string().min(1), z.string(), z.string(), z.number()]);
const ANSWER = z.tuple([z.coerce.number(), z.union([z.array(z.string()), z.record(z.string(), z.string())])]);

/**
 * A token store on Redis, or Valkey, 6.2 or newer.
 *
 * @param client a `redis` client; the application connects it, listens to its `error` event, and closes it
 * @throws InvalidConfiguration when a secret is too short
 */
export function redisTokenStore(client: RedisClient, options: RedisTokenStoreOptions): SharedTokenStore {
  const { secrets, prefix = 'linxo-guard:' } = options;
  if (!Array.isArray(secrets) || secrets.length === 0 || secrets.some((secret) => !(secret?.length >= 32))) {
    throw new InvalidConfiguration([
      'redisTokenStore: secrets must be at least one, of at least 32 characters or bytes each.',
    ]);
  }
  const seals = secrets.map(createSeal);
  const [first] = seals as [Seal, ...Seal[]];
  const run = async (script: string, key: string, ...args: (string | number)[]): Promise<unknown> => {
    if (!client.isReady) throw new Error('the Redis client is not connected');
    return client.eval(script, { keys: [prefix + key], arguments: args.map(String) });
  };
  /** Under every secret, because another process may still seal with an older one. */
  const everywhere = async (work: (seal: Seal) => Promise<unknown>): Promise<void> =>
    void (await Promise.all(seals.map(work)));

  return {
    async get(key) {
      const found = await Promise.all(seals.map((seal) => readAll(seal, key, run)));
      return found.flat();
    },
    async set(key, token) {
      const name = first.nameOf(key);
      const record = [token.value, token.requestedScope, token.grantedScope, token.lifetimeMs];
      const sealed = await first.close(JSON.stringify(record), placeOf(name, token.requestedScope));
      await run(SET, name, token.requestedScope, Math.ceil(token.remainingMs), first.nameOf(token.value), sealed);
    },
    delete: (key, value) => everywhere((seal) => run(DELETE, seal.nameOf(key), seal.nameOf(value))),
    clear: (key) => everywhere((seal) => run(CLEAR, seal.nameOf(key))),
    async lock(name, lifetimeMs): Promise<TokenLock | undefined> {
      // The last secret: the one that old and new processes have in common while secrets are rotated.
      const key = `lock:${(seals.at(-1) ?? first).nameOf(name)}`;
      const owner = randomUUID();
      if ((await run(LOCK, key, owner, lifetimeMs)) !== 1) return undefined;
      return {
        renew: async () => (await run(RENEW, key, owner, lifetimeMs)) === 1,
        release: async () => void (await run(RELEASE, key, owner)),
      };
    },
  };
}

type Run = (script: string, key: string) => Promise<unknown>;

/** What does not open, or is not what it has to be, is not there. */
async function readAll(seal: Seal, key: string, run: Run): Promise<readonly TokenRecord[]> {
  const name = seal.nameOf(key);
  const answer = ANSWER.safeParse(await run(GET, name));
  if (!answer.success) return [];
  const [nowMs, fields] = answer.data;
  const entries = Array.isArray(fields) ? pairsOf(fields) : Object.entries(fields);
  const records = await Promise.all(entries.map(([field, value]) => read(seal, placeOf(name, field), value, nowMs)));
  return records.filter((record) => record !== undefined);
}

async function read(seal: Seal, place: string, value: string, nowMs: number): Promise<TokenRecord | undefined> {
  const [expiresAtMs = '', , sealed = ''] = value.split(' ');
  const remainingMs = Number(expiresAtMs) - nowMs;
  if (!(remainingMs > 0)) return undefined;
  const text = await seal.open(sealed, place);
  const record = RECORD.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!record.success) return undefined;
  const [token, requestedScope, grantedScope, lifetimeMs] = record.data;
  return { value: token, requestedScope, grantedScope, lifetimeMs, remainingMs: Math.min(remainingMs, lifetimeMs) };
}

function placeOf(name: string, field: string): string {
  return `${name} ${field}`;
}

function pairsOf(list: readonly string[]): readonly (readonly [string, string])[] {
  return list.flatMap((field, index) => (index % 2 === 0 ? [[field, list[index + 1] ?? ''] as const] : []));
}
