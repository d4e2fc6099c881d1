/** The seam for stores that several processes share. `tokenStoreContract` of `@linxo-guard/core/testing` tests an implementation. */

/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/** A sealed record as a store keeps it. Nothing in it tells anything about a token or its owner. */
export interface SealedEntry {
  /** The name of the entry under its key. A later entry with the same name replaces it. */
  readonly name: string;
  /** Identifies this very entry among all that ever have its name. It has no spaces. */
  readonly id: string;
  /** The sealed record. It has no spaces. */
  readonly sealed: string;
  /** The time after which the entry may be deleted, in milliseconds from now. */
  readonly remainingMs: number;
}

/** A lock that one process holds for the entries of a key that have one name. It ends by itself unless it is renewed. */
export interface StoreLock {
  readonly key: string;
  readonly name: string;
  /** Identifies the holder. */
  readonly owner: string;
  /** Time after which the lock ends by itself, in milliseconds. */
  readonly lifetimeMs: number;
}

/** Options of {@link SharedTokenStore.look}. The key is that of the lock. */
export interface LookOptions {
  /** The lock to take if none of the names has an entry. */
  readonly lock: StoreLock;
  /** Names of entries that make the lock unnecessary. */
  readonly names: readonly string[];
  /** Entries with these ids do not count. */
  readonly exceptIds: readonly string[];
  /** The channel on which this process is told when another one gives the lock back. */
  readonly inbox: string;
}

/** The answer of {@link SharedTokenStore.look}. */
export interface LookResult {
  /** The time of the store's own clock, in milliseconds since the epoch: later than that of forgetting. */
  readonly nowMs: number;
  /** The time at which the key was forgotten last, by the store's clock; 0 if it never was. */
  readonly forgottenAtMs: number;
  /** All entries of the key that have not expired, in no particular order. */
  readonly entries: readonly SealedEntry[];
  /** True if this process now holds the lock. */
  readonly hasLock: boolean;
}

/** Options of {@link SharedTokenStore.put}. The key is that of the lock. */
export interface PutOptions {
  readonly lock: StoreLock;
  readonly entry: SealedEntry;
  /** The store's time when the record was earned. It is not kept if the key was forgotten at that time or later. */
  readonly sinceMs: number;
  /** Is told to all who wait for the lock, if the entry is kept. */
  readonly message: string;
  /** Is told to one of those who wait, if the entry is not kept: it may go on. */
  readonly otherwise: string;
}

/** Options of {@link SharedTokenStore.forget}. */
export interface ForgetOptions {
  readonly key: string;
  /** The time for which the store remembers that the key was forgotten, in milliseconds. */
  readonly rememberMs: number;
  /** Is told to all processes that subscribe, followed by a space and the store's time. */
  readonly message: string;
}

/** A key that was forgotten. */
export interface ForgottenKey {
  readonly key: string;
  /** By the store's clock, in milliseconds since the epoch. */
  readonly atMs: number;
}

/** Options of {@link SharedTokenStore.subscribe}. */
export interface SubscribeOptions {
  /** The channel for messages to this process. Messages about forgotten keys come as well. */
  readonly inbox: string;
  readonly onMessage: (message: string) => void;
  /** Is called each time that messages begin to arrive: at first, and after each interruption. */
  readonly onReady: () => void;
  /** Is called when messages may be lost from now on. */
  readonly onInterrupted: () => void;
  /** Aborts when messages are not wanted any more, although the subscription has not begun yet. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A store that several processes share. Wrap an implementation in {@link sealedStore} before it is given to {@link createLinxo}:
 * what reaches the store is then sealed, and its keys are keyed hashes.
 *
 * Each operation has to be atomic. It may answer at once or later, and may throw: requests go on without the store then.
 */
export interface SharedTokenStore {
  /**
   * Returns the entries of a key, and takes the lock if none of the names has one. If another process holds it, remembers the inbox. A
   * look that is repeated, because its answer was lost, has the lock again.
   */
  look(options: LookOptions): Awaitable<LookResult>;
  /** Keeps an entry, gives the lock back if it is still held, and tells those who wait. Returns true if the entry was kept. */
  put(options: PutOptions): Awaitable<boolean>;
  /** Gives the lock back if it is still held, and tells one of those who wait that it may go on. */
  release(lock: StoreLock, message: string): Awaitable<void>;
  /** Holds the lock for another full lifetime; takes it again if nobody has it. Returns false if another process holds it. */
  renew(lock: StoreLock): Awaitable<boolean>;
  /** Deletes the entry with this id, and never another one that came after it. */
  delete(key: string, id: string): Awaitable<void>;
  /**
   * Deletes all entries of a key, remembers when, adds the key to the list of forgotten ones, and tells everybody. Returns the time, by
   * the store's clock; a later look at the key has a later time.
   */
  forget(options: ForgetOptions): Awaitable<number>;
  /** Returns the keys that were forgotten since a time of the store's clock. */
  forgottenSince(sinceMs: number): Awaitable<readonly ForgottenKey[]>;
  /** Delivers messages until the returned function is called. Without it, processes look again and again. */
  subscribe?(options: SubscribeOptions): Awaitable<() => void>;
}
