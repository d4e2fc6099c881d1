/** Seals records before they reach a store, and hashes the names under which they are kept. */
import { InvalidConfiguration } from '../errors/errors.ts';
import { createSeal, type Seal } from './seal.ts';
import { GuardedStore } from './guarded-store.ts';
import { SealedRecords } from './sealed-records.ts';
import type { SharedTokenStore } from './shared-token-store.ts';
import type { StoreGuard } from './store-guard.ts';

/** `Symbol.for`, so that two copies of this package know each other's stores. */
const SEALED = Symbol.for('linxo-guard.sealed-store');

/** A shared store behind {@link sealedStore}: the `store` option of {@link createLinxo}. */
export interface SealedTokenStore {
  readonly [SEALED]: unknown;
}

/** Options of {@link sealedStore}. */
export interface SealedStoreOptions {
  /**
   * Secrets that tokens are sealed with, of at least 32 characters or bytes each. The first seals, all of them open, and the last one
   * hashes names. To rotate, put the new one first, and drop the old one when its tokens have expired.
   */
  readonly secrets: readonly [string | Uint8Array, ...(string | Uint8Array)[]];
}

const SHORTEST_SECRET = 32;

/**
 * Makes a store fit for {@link createLinxo}: records and messages are sealed (JWE) and bound to their place, names are keyed hashes.
 * A dump of the store gives neither tokens nor usernames.
 *
 * @throws InvalidConfiguration when a secret is missing or too short
 * @example
 * ```ts
 * const connect = createLinxo({ …, store: sealedStore(myStore, { secrets: [process.env.TOKEN_STORE_SECRET] }) });
 * ```
 */
export function sealedStore(store: SharedTokenStore, options: SealedStoreOptions): SealedTokenStore {
  const secrets: unknown = (options as Partial<SealedStoreOptions> | undefined)?.secrets;
  if (!Array.isArray(secrets) || secrets.length === 0 || secrets.some(isTooShort)) {
    throw new InvalidConfiguration([
      `secrets of the token store: give { secrets: [secret] }, at least one, each of at least ${SHORTEST_SECRET} characters or bytes.`,
    ]);
  }
  const seals = (secrets as (string | Uint8Array)[]).map(createSeal);
  return {
    [SEALED]: (guard: StoreGuard) => new SealedRecords(new GuardedStore(store, guard), seals as [Seal, ...Seal[]]),
  };
}

/** Returns true if a value is what {@link sealedStore} gave. */
export function isSealedStore(value: unknown): value is SealedTokenStore {
  return typeof value === 'object' && value !== null && SEALED in value;
}

/** Returns the records behind the seal. */
export function recordsOf(store: SealedTokenStore, guard: StoreGuard): SealedRecords {
  const open = store[SEALED] as (guard: StoreGuard) => SealedRecords;
  return open(guard);
}

function isTooShort(secret: unknown): boolean {
  const length = typeof secret === 'string' || secret instanceof Uint8Array ? secret.length : 0;
  return length < SHORTEST_SECRET;
}
