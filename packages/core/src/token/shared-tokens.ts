/** The tokens that several processes share: looked for before a token is fetched, and fetched under a lock. It never fails. */
import { setTimeout as pause } from 'node:timers/promises';
import { isScope } from '../catalog/scopes.ts';
import type { Clock, Timeline } from '../clock.ts';
import { maskOf, parseScopes } from '../scope/scope-set.ts';
import { ManagedToken } from './access-token.ts';
import { bestAnswer } from './answering.ts';
import type { TokenPolicy } from './policy.ts';
import { StoreGuard } from './store-guard.ts';
import type { Subject } from './subject.ts';
import type { TokenKeys } from './token-key.ts';
import type { TokenOrder } from './token-requester.ts';
import type { SharedTokenStore, TokenLock, TokenRecord } from './token-store.ts';

/** What sharing takes. */
export interface SharedTokensSetup {
  readonly store: SharedTokenStore;
  readonly keys: TokenKeys;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly policy: TokenPolicy;
}

/** Whether a token found in the store will do. */
export type Suits = (token: ManagedToken) => boolean;

/** A shared store, made harmless. */
export class SharedTokens {
  readonly #setup: SharedTokensSetup;
  readonly #guard: StoreGuard;

  constructor(setup: SharedTokensSetup) {
    this.#setup = setup;
    this.#guard = new StoreGuard(setup.clock, setup.policy);
  }

  /** Store operations that failed so far. */
  get failures(): number {
    return this.#guard.failures;
  }

  /** The key of an order's subject in the store. */
  keyOf({ subject }: TokenOrder): string {
    return this.#setup.keys.sharedKeyOf(subject);
  }

  /** A token of the store that suits; none where there is none, or where the store does not answer. */
  async find(order: TokenOrder, suits: Suits): Promise<ManagedToken | undefined> {
    const sharedKey = this.keyOf(order);
    const records = await this.#guard.attempt('get', () => this.#setup.store.get(sharedKey));
    const tokens = records?.map((record) => this.#revive(record, order.key, sharedKey)) ?? [];
    return bestAnswer(tokens.filter(suits), order.asked);
  }

  /** Keeps a token for all. */
  async keep(token: ManagedToken): Promise<void> {
    await this.#guard.attempt('set', () => token.sharedKey && this.#setup.store.set(token.sharedKey, token));
  }

  /** Drops this very token for all. */
  async drop(token: ManagedToken): Promise<void> {
    await this.#guard.attempt(
      'delete',
      () => token.sharedKey && this.#setup.store.delete(token.sharedKey, token.value),
    );
  }

  /** Drops all tokens of a subject for all. */
  async clear(subject: Subject): Promise<void> {
    await this.#guard.attempt('clear', () => this.#setup.store.clear(this.#setup.keys.sharedKeyOf(subject)));
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
    const name = `${this.keyOf(order)} ${order.asked}`;
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
    key: string,
    sharedKey: string,
  ): ManagedToken {
    const requested = maskOf(requestedScope.split(' ').filter(isScope));
    const facts = { key, sharedKey, value, requested, granted: parseScopes(grantedScope), lifetimeMs, remainingMs };
    return new ManagedToken(facts, this.#setup.timeline, this.#setup.policy);
  }
}
