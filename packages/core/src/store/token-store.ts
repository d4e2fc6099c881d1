/** The seam behind which tokens are kept. Every implementation passes `packages/core/test/token/token-store-contract.ts`. */

/** What a store is given, or now or later. */
export type Awaitable<T> = T | Promise<T>;

/** A token as a store keeps it. */
export interface TokenRecord {
  /** The access token itself: a store that leaves the process has to seal it. */
  readonly value: string;
  /** The scopes that were asked for, as a `scope` parameter. A subject has one token for each. */
  readonly requestedScope: string;
  /** The scopes that were granted, as a `scope` parameter. */
  readonly grantedScope: string;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
  /** What is left of it, in milliseconds. */
  readonly remainingMs: number;
}

/**
 * Keeps tokens by the key of their subject. A store may answer at once or later, and may fail: then requests go on without it.
 *
 * The keys tell nothing by themselves, but they are plain digests of usernames and passwords: a store that leaves the process
 * has to key them again (HMAC), or a dump of it can be searched with a list of passwords.
 */
export interface TokenStore {
  /** The tokens of a subject, in no particular order. One that has expired may be among them: `remainingMs` tells. */
  get(key: string): Awaitable<readonly TokenRecord[]>;
  /** Keeps a token until it expires, in the place of one that was asked for with the same scopes. */
  set(key: string, token: TokenRecord): Awaitable<void>;
  /** Drops the token with this value, and never another one that came after it. */
  delete(key: string, value: string): Awaitable<void>;
  /** Drops all tokens of a subject. */
  clear(key: string): Awaitable<void>;
}

/** A lock that one owner holds. It ends by itself, unless it is renewed. */
export interface TokenLock {
  /** Holds it for another full time. Whether it was still held. */
  renew(): Promise<boolean>;
  /** Gives it back, if it is still held. */
  release(): Promise<void>;
}

/** A store that several processes share. */
export interface SharedTokenStore extends TokenStore {
  /**
   * Takes a lock, so that of all processes one sends a token request. `undefined`: somebody else holds it.
   *
   * @param name what is locked; as telling as a key
   * @param lifetimeMs after which it ends by itself, in milliseconds
   */
  lock(name: string, lifetimeMs: number): Promise<TokenLock | undefined>;
}
