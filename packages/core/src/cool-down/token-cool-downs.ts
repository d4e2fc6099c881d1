/** What is remembered of failures for the orders of one supply: what is in an order's way, and what its outcome teaches. */
import type { Clock } from '../async/clock.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import type { ClientSecret } from '../subject/client-secret.ts';
import { FailureMemory, type RememberedFailure } from './cool-downs.ts';
import { backoffMs, lessonOf, placesOf, type Sent } from './cool-down-rules.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { fingerprint, revealSecret } from '../subject/secret.ts';
import { flightKey, keyOf, type TokenOrder } from '../token/token-request.ts';

/** What is in the way of an order. */
export interface Obstacle {
  readonly place: string;
  readonly failure: RememberedFailure;
}

/** The failures of one supply. */
export class TokenFailures {
  readonly #memory: FailureMemory;
  readonly #policy: TokenPolicy;
  readonly #clientSecret: ClientSecret;

  constructor(policy: TokenPolicy, clock: Clock, clientSecret: ClientSecret) {
    this.#memory = new FailureMemory(policy, clock);
    this.#policy = policy;
    this.#clientSecret = clientSecret;
  }

  /** What is in the way of an order, the widest first. */
  inTheWayOf(order: TokenOrder): Obstacle | undefined {
    for (const place of placesFor(order)) {
      const failure = this.#memory.at(place);
      if (failure) return { place, failure };
    }
    return undefined;
  }

  /** What is in the way of everybody. */
  get inEverybodysWay(): unknown {
    const { client, server } = placesOf('', '');
    return (this.#memory.at(client) ?? this.#memory.at(server))?.error;
  }

  /**
   * A secret or a password that has changed since it was refused is tried at once; anything else fails fast.
   *
   * @throws the error that is remembered; one that names a time names what is left of it
   */
  async overcome({ place, failure }: Obstacle, { subject }: TokenOrder): Promise<void> {
    const { error, refused } = failure;
    if (refused && isLinxoError(error, 'ERR_CLIENT_REJECTED')) {
      if (await this.#clientSecret.hasChangedSince(refused)) return this.#memory.forget([place]);
    }
    if (refused && isLinxoError(error, 'ERR_CREDENTIALS_REJECTED') && subject !== 'client') {
      const password = await revealSecret(subject.password, 'password');
      if (fingerprint(password) !== refused) return this.#memory.forget([place]);
    }
    if (!(error instanceof AuthorizationServerUnavailable)) throw error;
    const { message, upstream, cause, isPaced } = error;
    const retryAfterMs = this.#memory.remainingMs(failure);
    throw new AuthorizationServerUnavailable(message, { upstream, cause, isPaced, retryAfterMs });
  }

  /** The order is about to find out whether what is remembered has passed. Meanwhile the others fail fast. */
  probe(order: TokenOrder): void {
    this.#memory.probe(placesFor(order));
  }

  /** The order has ended: where it taught nothing, somebody else may find out next. */
  leave(order: TokenOrder): void {
    this.#memory.leave(placesFor(order));
  }

  /** The order has its token: whatever was remembered has passed. */
  forget(order: TokenOrder): void {
    this.#memory.forget(placesFor(order));
  }

  /** The order has failed. */
  learn(order: TokenOrder, error: unknown, sent: Sent): void {
    const lesson = lessonOf(error, placesOf(keyOf(order), flightKey(order)), sent, this.#policy);
    if (!lesson) return;
    this.#memory.forget(lesson.passed);
    this.#memory.remember(lesson.place, error, lesson.coolDown);
  }

  /** Whether a refused token of a subject may be replaced now: once freely, then after pauses that grow while it goes on. */
  mayReplace(key: string): boolean {
    const place = `replacement ${key}`;
    if (this.#memory.at(place)) return false;
    const afterMs = (count: number) => (count === 1 ? 0 : backoffMs(count - 1, this.#policy));
    this.#memory.remember(place, undefined, { afterMs });
    return true;
  }
}

function placesFor(order: TokenOrder): readonly string[] {
  const { server, client, credentials, token } = placesOf(keyOf(order), flightKey(order));
  return [server, client, credentials, token];
}
