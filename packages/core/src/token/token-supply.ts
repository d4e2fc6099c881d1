/** Fetches tokens: one flight for all who want the same token, failing fast where a failure is remembered. */
import { AuthorizationServerUnavailable, Closed } from '../errors.ts';
import { announceRefresh, outcomeOf, type RefreshEvent } from '../diagnostics.ts';
import { isLinxoError } from '../linxo-error.ts';
import { formatScopes } from '../scope/scope-set.ts';
import { ManagedToken } from './access-token.ts';
import { FailureMemory, type RememberedFailure } from './failure-memory.ts';
import { backoffMs, type FailurePlaces, lessonOf, placesOf } from './failure-places.ts';
import type { MemoryTokenStore } from './memory-token-store.ts';
import { fingerprint, revealSecret } from './secret.ts';
import type { SharedTokens, Suits } from './shared-tokens.ts';
import { type Flight, SingleFlight } from './single-flight.ts';
import { requestFor, type RequesterSetup, type TokenOrder } from './token-requester.ts';

/** What is in the way of an order. */
interface Obstacle {
  readonly place: string;
  readonly failure: RememberedFailure;
}

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
  readonly #failures: FailureMemory;
  readonly #flights = new SingleFlight<ManagedToken>();
  readonly #closing = new AbortController();
  readonly #stats = { fetched: 0, failed: 0, refreshed: 0, refreshesFailed: 0, shared: 0 };

  constructor(setup: RequesterSetup, store: MemoryTokenStore<ManagedToken>, shared?: SharedTokens) {
    this.#setup = setup;
    this.#store = store;
    this.#shared = shared;
    this.#failures = new FailureMemory(setup.policy, setup.endpoint.clock);
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
    return this.#flights.join(flightKey(order), (flight) => this.#fly(order, flight, isServable), signal);
  }

  /** Fetches a token in the background, unless that is under way or a failure is remembered. A failure disturbs nobody. */
  refresh(order: TokenOrder): void {
    const key = flightKey(order);
    if (this.#closing.signal.aborted || this.#flights.has(key) || this.#obstacleTo(order)) return;
    const startedAtMs = performance.now();
    const end = (outcome: RefreshEvent['outcome']) => {
      if (outcome === 'token') this.#stats.refreshed++;
      else this.#stats.refreshesFailed++;
      announceRefresh({ scope: formatScopes(order.asked), durationMs: performance.now() - startedAtMs, outcome });
    };
    this.#flights
      .join(key, (flight) => this.#fly(order, flight, isFresh))
      .then(
        () => end('token'),
        (error: unknown) => end(outcomeOf(error)),
      );
  }

  /** What stands in the way of everybody: the application was refused, the server asked all to wait, or it is closed. */
  get trouble(): unknown {
    if (this.#closing.signal.aborted) return this.#closing.signal.reason;
    const places = placesOf('', '');
    return (this.#failures.at(places.client) ?? this.#failures.at(places.server))?.error;
  }

  /** Whether a refused token of a subject may be replaced now: once freely, then after pauses that grow while it goes on. */
  mayReplace(key: string): boolean {
    const place = `replacement ${key}`;
    if (this.#failures.at(place)) return false;
    const afterMs = (count: number) => (count === 1 ? 0 : backoffMs(count - 1, this.#setup.policy));
    this.#failures.remember(place, undefined, { afterMs });
    return true;
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
    const obstacle = this.#obstacleTo(order);
    if (obstacle) await this.#overcome(obstacle, order);
    const places = Object.values(placesOf(order.key, flightKey(order)));
    this.#failures.probe(places);
    try {
      const fetch = () => this.#fetch(order, flight, suits === isFresh ? 0 : this.#setup.policy.retries);
      const token = await (this.#shared ? this.#share(this.#shared, order, flight, suits, fetch) : fetch());
      this.#failures.forget(places);
      return token;
    } finally {
      // Where a failure taught nothing about a place, somebody else may find out next.
      this.#failures.leave(places);
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
    const token = await shared.once(order, suits, this.#setup.timeoutMs, async () => {
      isOwn = true;
      const fetched = await fetch();
      if (fetched.lifetimeMs > 0 && flight.isOwned) await shared.keep(fetched);
      return fetched;
    });
    if (!isOwn) {
      this.#stats.shared++;
      if (flight.isOwned) this.#store.set(order.key, token);
    }
    return token;
  }

  async #fetch(order: TokenOrder, flight: Flight, retries: number): Promise<ManagedToken> {
    const { policy, endpoint } = this.#setup;
    const outcome = await requestFor(this.#setup, order, retries, this.#closing.signal);
    if (!outcome.response) {
      this.#stats.failed++;
      const lesson = lessonOf(outcome.error, placesOf(order.key, flightKey(order)), outcome.sent, policy);
      this.#failures.forget(lesson?.passed ?? []);
      if (lesson) this.#failures.remember(lesson.place, outcome.error, lesson.coolDown);
      throw outcome.error;
    }
    this.#stats.fetched++;
    const { accessToken: value, granted, lifetimeMs } = outcome.response;
    const facts = {
      key: order.key,
      sharedKey: this.#shared?.keyOf(order),
      value,
      requested: order.asked,
      granted,
      lifetimeMs: lifetimeMs ?? 0,
    };
    const token = new ManagedToken(facts, endpoint.clock, policy);
    // A token whose lifetime nobody knows serves those who wait for it, and is not kept.
    if (lifetimeMs !== undefined && flight.isOwned) this.#store.set(order.key, token);
    return token;
  }

  #obstacleTo(order: TokenOrder): Obstacle | undefined {
    const places: FailurePlaces = placesOf(order.key, flightKey(order));
    for (const place of Object.values(places) as string[]) {
      const failure = this.#failures.at(place);
      if (failure) return { place, failure };
    }
    return undefined;
  }

  /** A secret or a password that has changed since it was refused is tried at once; anything else fails fast. */
  async #overcome({ place, failure }: Obstacle, { subject }: TokenOrder): Promise<void> {
    const { error, refused } = failure;
    if (
      refused &&
      isLinxoError(error, 'ERR_CLIENT_REJECTED') &&
      (await this.#setup.clientSecret.hasChangedSince(refused))
    ) {
      return this.#failures.forget([place]);
    }
    if (
      refused &&
      isLinxoError(error, 'ERR_CREDENTIALS_REJECTED') &&
      subject !== 'client' &&
      typeof subject.password === 'function'
    ) {
      if (fingerprint(await revealSecret(subject.password, 'password')) !== refused)
        return this.#failures.forget([place]);
    }
    if (!(error instanceof AuthorizationServerUnavailable)) throw error;
    const { message, upstream, cause, isPaced } = error;
    throw new AuthorizationServerUnavailable(message, {
      upstream,
      cause,
      isPaced,
      retryAfterMs: this.#failures.remainingMs(failure),
    });
  }
}

const isServable: Suits = (token) => token.phase !== 'over';
const isFresh: Suits = (token) => token.phase === 'fresh';

/** The mask comes first: it has no spaces, so the two parts cannot be mistaken. */
function flightKey({ asked, key }: TokenOrder): string {
  return `${asked} ${key}`;
}
