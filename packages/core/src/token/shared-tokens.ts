/** The tokens that several processes share: looked for before a token is fetched, and fetched under a lock. It never fails. */
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import { isScope } from '../catalog/scopes.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { maskOf, parseScopes } from '../scope/scope-set.ts';
import type { SealedTokenStore, TokenRecord } from '../store/sealed-store.ts';
import type { StoreLock } from '../store/shared-token-store.ts';
import { StoreGuard } from '../store/store-guard.ts';
import type { StoreKeyOf } from '../store/store-key.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import { bestAnswer, type LifetimeOptions, ManagedToken } from './access-token.ts';

/** Options of {@link SharedTokens}. */
export interface SharedTokensOptions {
  readonly store: SealedTokenStore;
  readonly keyOf: StoreKeyOf;
  readonly clock: Clock;
  readonly lifetime: LifetimeOptions;
}

/** Returns true if a token of the store is good enough. */
export type TokenTest = (token: ManagedToken) => boolean;

/** The key in the store of each token that was put or found there, whichever instance did so: any of them may delete it. */
const KEYS = new WeakMap<ManagedToken, string>();

/** The shared store of one manager. */
export class SharedTokens {
  readonly #options: SharedTokensOptions;
  readonly #policy: TokenPolicy;
  readonly #guard: StoreGuard;
  /** Writes that are under way, by key. A deletion has to come after them. */
  readonly #writes = new Map<string, Promise<unknown>>();

  constructor(options: SharedTokensOptions) {
    this.#options = options;
    this.#policy = options.lifetime.policy;
    this.#guard = new StoreGuard(options.clock, this.#policy);
  }

  /** The number of store operations that have failed. */
  get failures(): number {
    return this.#guard.failures;
  }

  /** Returns the best token for a request that passes the test; undefined if there is none, or the store does not answer. */
  async get({ owner, scopes }: TokenRequest, isGoodEnough: TokenTest): Promise<ManagedToken | undefined> {
    const key = this.#options.keyOf(owner);
    const records = await this.#guard.attempt('get', () => this.#options.store.get(key));
    const tokens = records?.map((record) => this.#revive(record, owner, key)) ?? [];
    return bestAnswer(tokens.filter(isGoodEnough), scopes);
  }

  /** Keeps a token for all processes. */
  async set(owner: TokenOwner, token: ManagedToken): Promise<void> {
    const key = this.#options.keyOf(owner);
    KEYS.set(token, key);
    const write = Promise.all([
      this.#writes.get(key),
      this.#guard.attempt('set', () => this.#options.store.set(key, token)),
    ]);
    this.#writes.set(key, write);
    await write;
    if (this.#writes.get(key) === write) this.#writes.delete(key);
  }

  /** Deletes this token for all processes. */
  async delete(token: ManagedToken): Promise<void> {
    const key = KEYS.get(token);
    if (key === undefined) return;
    await this.#writes.get(key);
    await this.#guard.attempt('delete', () => this.#options.store.delete(key, token.value));
  }

  /** Deletes all tokens of an owner for all processes. Returns true if the store has done so. */
  async clear(owner: TokenOwner): Promise<boolean> {
    const key = this.#options.keyOf(owner);
    await this.#writes.get(key);
    const clear = async () => {
      await this.#options.store.clear(key);
      return true;
    };
    return (await this.#guard.attempt('clear', clear)) ?? false;
  }

  /**
   * Does the work under the lock of a request. If another process holds the lock, waits for the token that it puts into the store.
   *
   * @throws AuthorizationServerUnavailable when the other process is not done before the deadline; the closing signal's reason
   */
  async once(
    request: TokenRequest,
    isGoodEnough: TokenTest,
    deadline: Deadline,
    work: () => Promise<ManagedToken>,
  ): Promise<ManagedToken> {
    const { store, keyOf } = this.#options;
    const { lockMs, lockPollMs } = this.#policy;
    const name = `${keyOf(request.owner)} ${request.scopes}`;
    for (;;) {
      deadline.closing.throwIfAborted();
      const lock = await this.#guard.attempt('lock', () => store.lock(name, lockMs));
      const found = await this.get(request, isGoodEnough);
      if (found) {
        if (lock) await this.#guard.attempt('release', () => lock.release());
        return found;
      }
      if (lock) return this.#holding(lock, work);
      if (!this.#guard.isOpen) return work();
      if (deadline.remainingMs === 0) throw tooLate(deadline);
      await deadline.pause(lockPollMs * (0.5 + Math.random()));
    }
  }

  async #holding(lock: StoreLock, work: () => Promise<ManagedToken>): Promise<ManagedToken> {
    const renewal = setInterval(() => void this.#guard.attempt('renew', () => lock.renew()), this.#policy.lockMs / 3);
    renewal.unref();
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.#guard.attempt('release', () => lock.release());
    }
  }

  #revive(record: TokenRecord, owner: TokenOwner, key: string): ManagedToken {
    const { value, requestedScope, grantedScope, lifetimeMs, remainingMs } = record;
    const requested = maskOf(requestedScope.split(' ').filter(isScope));
    const sinceMs = this.#options.lifetime.timeline.nowMs() + remainingMs - lifetimeMs;
    const token = new ManagedToken(
      { owner, value, requested, granted: parseScopes(grantedScope), lifetimeMs, sinceMs },
      this.#options.lifetime,
    );
    KEYS.set(token, key);
    return token;
  }
}

function tooLate({ timeoutMs }: Deadline): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(
    `Another process has been fetching this token for ${timeoutMs} ms, and is not done yet.`,
    { retryAfterMs: DEFAULT_RETRY_AFTER_MS },
  );
}
