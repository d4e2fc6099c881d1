/** Remembers failures for a while, each kind where it belongs, so that callers fail fast and nobody is hammered. */
import { createLRU } from 'lru.min';
import type { Clock } from '../async/clock.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** What is remembered of a failure. */
export interface RememberedFailure {
  readonly error: unknown;
  /** Failures in a row. */
  readonly count: number;
  /** By the monotonic clock, in milliseconds. */
  readonly untilMs: number;
  /** Fingerprint of the secret or password that was refused: with another one, the failure is forgotten. */
  readonly refused?: string | undefined;
  /** Somebody is finding out whether it has passed. The others go on failing fast meanwhile. */
  isProbed: boolean;
}

/** How long a failure is remembered. */
export interface CoolDown {
  /** In milliseconds, by the number of failures in a row. */
  readonly afterMs: (count: number) => number;
  readonly refused?: string | undefined;
}

/** Failures by the place they belong to: the client, the server, one subject's credentials, one kind of token. */
export class FailureMemory {
  readonly #failures: ReturnType<typeof createLRU<string, RememberedFailure>>;
  readonly #clock: Clock;
  readonly #rowEndsAfterMs: number;

  constructor({ maxSubjects, backoffMaxMs }: TokenPolicy, clock: Clock) {
    this.#failures = createLRU({ max: maxSubjects });
    this.#clock = clock;
    this.#rowEndsAfterMs = backoffMaxMs;
  }

  /** The failure that stands in the way at a place; none, when its cool-down is over and nobody is probing. */
  at(place: string): RememberedFailure | undefined {
    const failure = this.#failures.get(place);
    return failure && (failure.isProbed || this.#clock.monotonic() < failure.untilMs) ? failure : undefined;
  }

  /** Marks that somebody is about to find out, at every one of the places where a failure is remembered. */
  probe(places: readonly string[]): void {
    for (const place of places) {
      const failure = this.#failures.get(place);
      if (failure) failure.isProbed = true;
    }
  }

  /** What was found: the failures at these places have passed. */
  forget(places: readonly string[]): void {
    for (const place of places) this.#failures.delete(place);
  }

  /** What was found: nothing was learnt of the failures at these places. */
  leave(places: readonly string[]): void {
    for (const place of places) {
      const failure = this.#failures.get(place);
      if (failure) failure.isProbed = false;
    }
  }

  /** A failure at a place: remembered longer, the more there were in a row. */
  remember(place: string, error: unknown, { afterMs, refused }: CoolDown): void {
    const nowMs = this.#clock.monotonic();
    const last = this.#failures.get(place);
    const isInARow = last !== undefined && nowMs < last.untilMs + this.#rowEndsAfterMs;
    const count = isInARow ? last.count + 1 : 1;
    const untilMs = nowMs + afterMs(count);
    this.#failures.set(place, { error, count, untilMs, refused, isProbed: false });
  }

  /** How long until a failure is forgotten, in milliseconds. */
  remainingMs(failure: RememberedFailure): number {
    return Math.max(0, failure.untilMs - this.#clock.monotonic());
  }
}
