/** Seals tokens before they reach a store, and hashes the names under which they are kept. */
import * as z from 'zod';
import { InvalidConfiguration } from '../errors/errors.ts';
import { createSeal, type Seal } from './seal.ts';
import type { Awaitable, SealedEntry, SharedTokenStore, StoreLock } from './shared-token-store.ts';

/** A token as it is kept. */
export interface TokenRecord {
  /** The access token itself. */
  readonly value: string;
  /** The scopes that were asked for, as a `scope` parameter. An owner has one token for each. */
  readonly requestedScope: string;
  /** The scopes that were granted, as a `scope` parameter. */
  readonly grantedScope: string;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
  /** The remaining lifetime, in milliseconds. */
  readonly remainingMs: number;
}

/** `Symbol.for`, so that two copies of this package know each other's stores. */
const SEALED = Symbol.for('linxo-guard.sealed-store');

/** A shared store behind {@link sealedStore}: the `store` option of {@link createLinxo}. */
export interface SealedTokenStore {
  readonly [SEALED]: true;
  /** @internal Returns the tokens of an owner. Those that cannot be opened or parsed are left out. */
  get(key: string): Awaitable<readonly TokenRecord[]>;
  /** @internal Keeps a token until it expires, in place of one that was asked for with the same scopes. */
  set(key: string, token: TokenRecord): Awaitable<void>;
  /** @internal Deletes the token with this value, and never another one that came after it. */
  delete(key: string, value: string): Awaitable<void>;
  /** @internal Deletes all tokens of an owner. */
  clear(key: string): Awaitable<void>;
  /** @internal Takes a lock. */
  lock(name: string, lifetimeMs: number): Awaitable<StoreLock | undefined>;
}

/** Options of {@link sealedStore}. */
export interface SealedStoreOptions {
  /**
   * Secrets that tokens are sealed with, of at least 32 characters or bytes each. The first seals, all of them open. To rotate,
   * put the new one first, and drop the old one when its tokens have expired.
   */
  readonly secrets: readonly [string | Uint8Array, ...(string | Uint8Array)[]];
}

const SHORTEST_SECRET = 32;
const RECORD = z.tuple([z.string().min(1), z.string(), z.string(), z.number()]);

/**
 * Makes a store fit for {@link createLinxo}: tokens are sealed (JWE) and bound to their place, names are keyed hashes. A dump of the
 * store gives neither tokens nor usernames.
 *
 * @throws InvalidConfiguration when a secret is missing or too short
 * @example
 * ```ts
 * const connect = createLinxo({ …, store: sealedStore(myStore, { secrets: [process.env.TOKEN_STORE_SECRET] }) });
 * ```
 */
export function sealedStore(store: SharedTokenStore, { secrets }: SealedStoreOptions): SealedTokenStore {
  if (!Array.isArray(secrets) || secrets.length === 0 || secrets.some(isTooShort)) {
    throw new InvalidConfiguration([
      `secrets of the token store: give at least one, each of at least ${SHORTEST_SECRET} characters or bytes.`,
    ]);
  }
  const seals = secrets.map(createSeal);
  const [first] = seals as [Seal, ...Seal[]];
  /** While secrets are rotated, other processes may still seal with an older one. */
  const withEach = async (work: (seal: Seal) => Awaitable<void>): Promise<void> =>
    void (await Promise.all(seals.map(async (seal) => work(seal))));

  return {
    [SEALED]: true,
    async get(key) {
      const found = await Promise.all(seals.map((seal) => openAll(seal, seal.nameOf(key), store)));
      return found.flat();
    },
    async set(key, { value, requestedScope, grantedScope, lifetimeMs, remainingMs }) {
      const name = first.nameOf(key);
      const text = JSON.stringify([value, requestedScope, grantedScope, lifetimeMs]);
      const sealed = await first.close(text, placeOf(name, requestedScope));
      await store.set(name, { name: requestedScope, id: first.nameOf(value), sealed, remainingMs });
    },
    delete: (key, value) => withEach((seal) => store.delete(seal.nameOf(key), seal.nameOf(value))),
    clear: (key) => withEach((seal) => store.clear(seal.nameOf(key))),
    // The last secret is the one that old and new processes have in common while secrets are rotated.
    lock: (name, lifetimeMs) => store.lock((seals.at(-1) ?? first).nameOf(name), lifetimeMs),
  };
}

/** Returns true if a value is what {@link sealedStore} gave. */
export function isSealedStore(value: unknown): value is SealedTokenStore {
  return typeof value === 'object' && value !== null && SEALED in value;
}

function isTooShort(secret: unknown): boolean {
  const length = typeof secret === 'string' || secret instanceof Uint8Array ? secret.length : 0;
  return length < SHORTEST_SECRET;
}

async function openAll(seal: Seal, name: string, store: SharedTokenStore): Promise<readonly TokenRecord[]> {
  const entries = await store.get(name);
  const records = await Promise.all(entries.map((entry) => open(seal, name, entry)));
  return records.filter((record) => record !== undefined);
}

async function open(
  seal: Seal,
  key: string,
  { name, sealed, remainingMs }: SealedEntry,
): Promise<TokenRecord | undefined> {
  const text = await seal.open(sealed, placeOf(key, name));
  const record = RECORD.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!record.success) return undefined;
  const [value, requestedScope, grantedScope, lifetimeMs] = record.data;
  return { value, requestedScope, grantedScope, lifetimeMs, remainingMs: Math.min(remainingMs, lifetimeMs) };
}

function placeOf(key: string, name: string): string {
  return `${key} ${name}`;
}
