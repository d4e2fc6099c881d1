/** Fetches tokens: one flight for all who want the same token, failing fast where a failure is remembered. */
import { announceRefresh, outcomeOf, type RefreshEvent } from '../diagnostics/channels.ts';
import { Closed } from '../errors/errors.ts';
import { formatScopes } from '../scope/scope-set.ts';
import { ManagedToken } from './access-token.ts';
import type { MemoryTokenStore } from './token-cache.ts';
import type { SharedTokens, Suits } from './shared-tokens.ts';
import { type Flight, SingleFlight } from '../async/single-flight.ts';
import { copyOf } from '../subject/subject.ts';
import { TokenFailures } from '../cool-down/token-cool-downs.ts';
import { usernameOf } from '../subject/token-owner.ts';
import { flightKey, requestFor, type RequesterSetup, type TokenOrder } from './token-request.ts';

/** What a supply has done so far. */
export interface SupplyStats {
  /** Tokens that were fetched, and attempts that ended with an error. */
  readonly fetched: number;
  readonly failed: number;
  /** Of these, in the background. */
  readonly refreshed: number;
  readonly refreshesFailed: number;
  /** Tokens that another process had fetched already. */
  readonly shared: number;
}

/** The supply of one manager. What it fetches, it puts into the store. */
export class TokenSupply {
  readonly #setup: RequesterSetup;
  readonly #store: MemoryTokenStore<ManagedToken>;
  readonly #shared: SharedTokens | undefined;
  readonly #failures: TokenFailures;
  readonly #flights = new SingleFlight<ManagedToken>();
  readonly #closing = new AbortController();
  readonly #stats = { fetched: 0, failed: 0, refreshed: 0, refreshesFailed: 0, shared: 0 };

  constructor(setup: RequesterSetup, store: MemoryTokenStore<ManagedToken>, shared?: SharedTokens) {
    this.#setup = setup;
    this.#store = store;
    this.#shared = shared;
    this.#failures = new TokenFailures(setup.policy, setup.endpoint.clock, setup.clientSecret);
  }

  get stats(): SupplyStats {
    return { ...this.#stats };
  }

  /**
   * A token, fetched together with all who want the same one. It may have been granted less than was asked for.
   *
   * @param signal ends this caller's wait only
   * @throws LinxoError when none was given, or when a failure is remembered that stands in the way
   */
  obtain(order: TokenOrder, signal?: AbortSignal): Promise<ManagedToken> {
    return this.#flights.join(flightKey(order), (flight) => this.#fly(own(order), flight, isServable), signal);
  }

  /** Fetches a token in the background, unless that is under way or a failure is remembered. A failure disturbs nobody. */
  refresh(order: TokenOrder): void {
    const key = flightKey(order);
    if (this.#closing.signal.aborted || this.#flights.has(key) || this.#failures.inTheWayOf(order)) return;
    const { clock } = this.#setup.endpoint;
    const startedAtMs = clock.monotonic();
    const end = (outcome: RefreshEvent['outcome']) => {
      if (outcome === 'token') this.#stats.refreshed++;
      else this.#stats.refreshesFailed++;
      announceRefresh({ scope: formatScopes(order.asked), durationMs: clock.monotonic() - startedAtMs, outcome });
    };
    this.#flights
      .join(key, (flight) => this.#fly(own(order), flight, isFresh))
      .then(
        () => end('token'),
        (error: unknown) => end(outcomeOf(error)),
      );
  }

  /** What stands in the way of everybody: the application was refused, the server asked all to wait, or it is closed. */
  get trouble(): unknown {
    if (this.#closing.signal.aborted) return this.#closing.signal.reason as unknown;
    return this.#failures.inEverybodysWay;
  }

  /** Whether a refused token of a subject may be replaced now. */
  mayReplace(key: string): boolean {
    return this.#failures.mayReplace(key);
  }

  /** What is being fetched for a subject is given to those who wait, but not kept. */
  disown(key: string): void {
    this.#flights.disown((flight) => flight.slice(flight.indexOf(' ') + 1) === key);
  }

  /** Ends what is under way. Nothing is fetched any more. */
  close(): void {
    this.#closing.abort(new Closed());
  }

  async #fly(order: TokenOrder, flight: Flight, suits: Suits): Promise<ManagedToken> {
    this.#closing.signal.throwIfAborted();
    const obstacle = this.#failures.inTheWayOf(order);
    if (obstacle) await this.#failures.overcome(obstacle, order);
    this.#failures.probe(order);
    try {
      const fetch = () => this.#fetch(order, flight, suits === isFresh ? 0 : this.#setup.policy.retries);
      const token = await (this.#shared ? this.#share(this.#shared, order, flight, suits, fetch) : fetch());
      this.#failures.forget(order);
      return token;
    } finally {
      this.#failures.leave(order);
    }
  }

  async #share(
    shared: SharedTokens,
    order: TokenOrder,
    flight: Flight,
    suits: Suits,
    fetch: () => Promise<ManagedToken>,
  ): Promise<ManagedToken> {
    let isOwn = false;
    const token = await shared.once(order, suits, this.#setup.timeoutMs, () => {
      isOwn = true;
      return fetch();
    });
    if (!isOwn) {
      this.#stats.shared++;
      if (flight.isOwned) this.#store.set(token);
    }
    return token;
  }

  async #fetch(order: TokenOrder, flight: Flight, retries: number): Promise<ManagedToken> {
    const outcome = await requestFor(this.#setup, order, retries, this.#closing.signal);
    if (!outcome.response) {
      this.#stats.failed++;
      this.#failures.learn(order, outcome.error, outcome.sent);
      throw outcome.error;
    }
    this.#stats.fetched++;
    const { accessToken: value, granted, lifetimeMs } = outcome.response;
    const facts = {
      username: usernameOf(order.subject),
      print: order.print,
      value,
      requested: order.asked,
      granted,
      lifetimeMs: lifetimeMs ?? 0,
    };
    const token = new ManagedToken(facts, this.#setup.ageing);
    // A token whose lifetime nobody knows serves those who wait for it, and is not kept.
    if (token.lifetimeMs > 0 && flight.isOwned) {
      this.#store.set(token);
      await this.#shared?.keep(order, token);
    }
    return token;
  }
}

function own(order: TokenOrder): TokenOrder {
  return { ...order, subject: copyOf(order.subject) };
}

const isServable: Suits = (token) => token.isServed;
const isFresh: Suits = (token) => token.isFresh;
