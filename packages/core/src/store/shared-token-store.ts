/** The seam for stores that several processes share. `tokenStoreContract` of `@linxo-guard/core/testing` tests an implementation. */

/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/** A sealed token as a store keeps it. Every text in it is short ASCII; none tells anything about the token or its owner. */
export interface SealedEntry {
  /** The name of the entry under its key. A later entry with the same name replaces it. */
  readonly name: string;
  /** Identifies this very entry among all that ever have its name. It has no spaces. */
  readonly id: string;
  /** The sealed token. It has no spaces. */
  readonly sealed: string;
  /** The remaining lifetime, in milliseconds. */
  readonly remainingMs: number;
}

/** A lock that one process holds. It ends by itself unless it is renewed. */
export interface StoreLock {
  /** Holds the lock for another full lifetime. Returns false if it was lost. */
  renew(): Awaitable<boolean>;
  /** Gives the lock back if it is still held. */
  release(): Awaitable<void>;
}

/**
 * A store that several processes share. Wrap an implementation in {@link sealedStore} before it is given to {@link createLinxo}:
 * what reaches the store is then sealed, and its keys are keyed hashes.
 *
 * Each operation may answer at once or later, and may throw: requests go on without the store then.
 */
export interface SharedTokenStore {
  /** Returns the entries of a key, in no particular order. Expired ones are left out. */
  get(key: string): Awaitable<readonly SealedEntry[]>;
  /** Keeps an entry until it expires, in place of one with the same name. */
  set(key: string, entry: SealedEntry): Awaitable<void>;
  /** Deletes the entry with this id, and never another one that came after it. */
  delete(key: string, id: string): Awaitable<void>;
  /** Deletes all entries of a key. */
  clear(key: string): Awaitable<void>;
  /**
   * Takes a lock, so that one of all processes sends a token request. Returns undefined if another process holds it.
   *
   * @param lifetimeMs time after which the lock ends by itself, in milliseconds
   */
  lock(name: string, lifetimeMs: number): Awaitable<StoreLock | undefined>;
}
