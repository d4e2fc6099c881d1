/** The tokens that several processes share: looked for before a token is fetched, and fetched under a lock. It never fails. */
import { setTimeout as pause } from 'node:timers/promises';
import { isScope } from '../catalog/scopes.ts';
import type { Clock } from '../async/clock.ts';
import { maskOf, parseScopes } from '../scope/scope-set.ts';
import { type Ageing, ManagedToken } from './access-token.ts';
import { bestAnswer } from './answering.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { StoreGuard } from '../store/store-guard.ts';
import type { Subject } from '../subject/subject.ts';
import { type SharedKeyOf, usernameOf } from '../subject/token-owner.ts';
import type { TokenOrder } from './token-request.ts';
import type { SharedTokenStore, TokenLock, TokenRecord } from '../store/token-store.ts';

/** What sharing takes. */
export interface SharedTokensSetup {
  readonly store: SharedTokenStore;
  readonly keyOf: SharedKeyOf;
  readonly clock: Clock;
  readonly ageing: Ageing;
  readonly policy: TokenPolicy;
}

/** Whether a token found in the store will do. */
export type Suits = (token: ManagedToken) => boolean;

/** Where in the store each token is that was put or found there: by whichever instance, since any of them may drop it. */
const KEYS = new WeakMap<ManagedToken, string>();

/** A shared store, made harmless. */
export class SharedTokens {
  readonly #setup: SharedTokensSetup;
  readonly #guard: StoreGuard;
  /** What is on its way into the store, by key: what drops it has to come after it. */
  readonly #puts = new Map<string, Promise<unknown>>();

  constructor(setup: SharedTokensSetup) {
    this.#setup = setup;
    this.#guard = new StoreGuard(setup.clock, setup.policy);
  }

  /** Store operations that failed so far. */
  get failures(): number {
    return this.#guard.failures;
  }

  /** A token of the store that suits; none where there is none, or where the store does not answer. */
  async find(order: TokenOrder, suits: Suits): Promise<ManagedToken | undefined> {
    const key = this.#setup.keyOf(order.subject);
    const records = await this.#guard.attempt('get', () => this.#setup.store.get(key));
    const tokens = records?.map((record) => this.#revive(record, order, key)) ?? [];
    return bestAnswer(tokens.filter(suits), order.asked);
  }

  /** Keeps the token that an order has brought for all. */
  async keep({ subject }: TokenOrder, token: ManagedToken): Promise<void> {
    const key = this.#setup.keyOf(subject);
    KEYS.set(token, key);
    const put = Promise.all([this.#puts.get(key), this.#guard.attempt('set', () => this.#setup.store.set(key, token))]);
    this.#puts.set(key, put);
    await put;
    if (this.#puts.get(key) === put) this.#puts.delete(key);
  }

  /** Drops this very token for all. */
  async drop(token: ManagedToken): Promise<void> {
    const key = KEYS.get(token);
    if (key === undefined) return;
    await this.#puts.get(key);
    await this.#guard.attempt('delete', () => this.#setup.store.delete(key, token.value));
  }

  /** Drops all tokens of a subject for all. */
  async clear(subject: Subject): Promise<void> {
    const key = this.#setup.keyOf(subject);
    await this.#puts.get(key);
    await this.#guard.attempt('clear', () => this.#setup.store.clear(key));
  }

  /**
   * Does the work under the lock of an order; where another process is at it, waits for what that one puts into the store.
   *
   * @param limitMs how long to wait for the other one, in milliseconds; then the work is done without the lock
   */
  async once(
    order: TokenOrder,
    suits: Suits,
    limitMs: number,
    work: () => Promise<ManagedToken>,
  ): Promise<ManagedToken> {
    const { store, policy, clock } = this.#setup;
    const name = `${this.#setup.keyOf(order.subject)} ${order.asked}`;
    const deadlineMs = clock.monotonic() + limitMs;
    const take = () => this.#guard.attempt('lock', () => store.lock(name, policy.lockMs));
    for (;;) {
      const lock = await take();
      const found = await this.find(order, suits);
      if (found) {
        if (lock) await this.#guard.attempt('release', () => lock.release());
        return found;
      }
      if (lock) return this.#holding(lock, work);
      if (!this.#guard.isOpen || clock.monotonic() >= deadlineMs) return work();
      await pause(policy.lockPollMs * (0.5 + Math.random()));
    }
  }

  async #holding(lock: TokenLock, work: () => Promise<ManagedToken>): Promise<ManagedToken> {
    const renewal = setInterval(
      () => void this.#guard.attempt('renew', () => lock.renew()),
      this.#setup.policy.lockMs / 3,
    );
    renewal.unref();
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.#guard.attempt('release', () => lock.release());
    }
  }

  #revive(
    { value, requestedScope, grantedScope, lifetimeMs, remainingMs }: TokenRecord,
    { subject, print }: TokenOrder,
    key: string,
  ): ManagedToken {
    const requested = maskOf(requestedScope.split(' ').filter(isScope));
    const [username, granted] = [usernameOf(subject), parseScopes(grantedScope)];
    const facts = { username, print, value, requested, granted, lifetimeMs, remainingMs };
    const token = new ManagedToken(facts, this.#setup.ageing);
    KEYS.set(token, key);
    return token;
  }
}
