/** Fetches tokens: one flight for all who want the same token, failing fast where a failure is remembered. */
import { AuthorizationServerUnavailable, Closed } from '../errors.ts';
import { isLinxoError } from '../linxo-error.ts';
import { ManagedToken } from './access-token.ts';
import { FailureMemory, type RememberedFailure } from './failure-memory.ts';
import { backoffMs, type FailurePlaces, lessonOf, placesOf } from './failure-places.ts';
import { fingerprint, revealSecret } from './secret.ts';
import { type Flight, SingleFlight } from './single-flight.ts';
import { requestFor, type RequesterSetup, type TokenOrder } from './token-requester.ts';
import type { TokenStore } from './token-store.ts';

/** What is in the way of an order. */
interface Obstacle {
  readonly place: string;
  readonly failure: RememberedFailure;
}

/** The supply of one manager. What it fetches, it puts into the store. */
export class TokenSupply {
  readonly #setup: RequesterSetup;
  readonly #store: TokenStore;
  readonly #failures: FailureMemory;
  readonly #flights = new SingleFlight<ManagedToken>();
  readonly #closing = new AbortController();

  constructor(setup: RequesterSetup, store: TokenStore) {
    this.#setup = setup;
    this.#store = store;
    this.#failures = new FailureMemory(setup.policy, setup.endpoint.clock);
  }

  /**
   * A token, fetched together with all who want the same one. It may have been granted less than was asked for.
   *
   * @param signal ends this caller's wait only
   * @throws LinxoError when none was given, or when a failure is remembered that stands in the way
   */
  obtain(order: TokenOrder, signal?: AbortSignal): Promise<ManagedToken> {
    return this.#flights.join(
      flightKey(order),
      (flight) => this.#fly(order, flight, this.#setup.policy.retries),
      signal,
    );
  }

  /** Fetches a token in the background, unless that is under way or a failure is remembered. A failure disturbs nobody. */
  refresh(order: TokenOrder): void {
    const key = flightKey(order);
    if (this.#closing.signal.aborted || this.#flights.has(key) || this.#obstacleTo(order)) return;
    this.#flights.join(key, (flight) => this.#fly(order, flight, 0)).catch(() => {});
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

  async #fly(order: TokenOrder, flight: Flight, retries: number): Promise<ManagedToken> {
    this.#closing.signal.throwIfAborted();
    const obstacle = this.#obstacleTo(order);
    if (obstacle) await this.#overcome(obstacle, order);
    const places = placesOf(order.key, flightKey(order));
    this.#failures.probe(Object.values(places));
    const outcome = await requestFor(this.#setup, order, retries, this.#closing.signal);
    if (!outcome.response) {
      const lesson = lessonOf(outcome.error, places, outcome.sent, this.#setup.policy);
      this.#failures.forget(lesson?.passed ?? []);
      this.#failures.leave(Object.values(places));
      if (lesson) this.#failures.remember(lesson.place, outcome.error, lesson.coolDown);
      throw outcome.error;
    }
    this.#failures.forget(Object.values(places));
    const { accessToken: value, granted, lifetimeMs } = outcome.response;
    const facts = { key: order.key, value, requested: order.asked, granted, lifetimeMs: lifetimeMs ?? 0 };
    const token = new ManagedToken(facts, this.#setup.endpoint.clock, this.#setup.policy);
    // A token whose lifetime nobody knows serves those who wait for it, and is not kept.
    if (lifetimeMs !== undefined && flight.isOwned) this.#store.set(token);
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

/** The mask comes first: it has no spaces, so the two parts cannot be mistaken. */
function flightKey({ asked, key }: TokenOrder): string {
  return `${asked} ${key}`;
}
