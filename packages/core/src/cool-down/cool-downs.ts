/** Remembers failures for a while by key, so that callers fail fast and the authorization server is not hammered. */
import { createLRU } from 'lru.min';
import type { Clock } from '../async/clock.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** A failure that is remembered. */
export interface CoolDown {
  readonly error: unknown;
  /** Failures in a row. */
  readonly count: number;
  /** The end, in milliseconds of the monotonic clock. */
  readonly untilMs: number;
  /** Fingerprint of the secret or password that was refused. With another one, the cool-down ends. */
  readonly refused?: string | undefined;
  /** True while one request finds out whether the cause has passed. The others go on failing fast. */
  isProbed: boolean;
}

/** How a cool-down starts. */
export interface CoolDownOptions {
  readonly error: unknown;
  /** Returns the length in milliseconds for a number of failures in a row. */
  readonly lengthMs: (count: number) => number;
  readonly refused?: string | undefined;
}

/** The cool-downs of one token manager. Bounded: the least recently used go first. */
export class CoolDowns {
  readonly #coolDowns: ReturnType<typeof createLRU<string, CoolDown>>;
  readonly #clock: Clock;
  readonly #rowEndsAfterMs: number;

  constructor({ maxSubjects, backoffMaxMs }: TokenPolicy, clock: Clock) {
    this.#coolDowns = createLRU({ max: maxSubjects });
    this.#clock = clock;
    this.#rowEndsAfterMs = backoffMaxMs;
  }

  /** Returns the cool-down that blocks requests at a key, or undefined once it is over and nobody probes. */
  active(key: string): CoolDown | undefined {
    const coolDown = this.#coolDowns.get(key);
    return coolDown && (coolDown.isProbed || this.#clock.monotonic() < coolDown.untilMs) ? coolDown : undefined;
  }

  /** Marks that one request is about to find out whether the causes have passed. */
  probe(keys: readonly string[]): void {
    for (const key of keys) {
      const coolDown = this.#coolDowns.get(key);
      if (coolDown) coolDown.isProbed = true;
    }
  }

  /** Ends a probe that found out nothing; another request may probe next. */
  endProbe(keys: readonly string[]): void {
    for (const key of keys) {
      const coolDown = this.#coolDowns.get(key);
      if (coolDown) coolDown.isProbed = false;
    }
  }

  /** Ends cool-downs, because their causes have passed. */
  end(keys: readonly string[]): void {
    for (const key of keys) this.#coolDowns.delete(key);
  }

  /** Starts a cool-down, or the next one of a row. */
  start(key: string, { error, lengthMs, refused }: CoolDownOptions): void {
    const nowMs = this.#clock.monotonic();
    const last = this.#coolDowns.get(key);
    const isInARow = last !== undefined && nowMs < last.untilMs + this.#rowEndsAfterMs;
    const count = isInARow ? last.count + 1 : 1;
    this.#coolDowns.set(key, { error, count, untilMs: nowMs + lengthMs(count), refused, isProbed: false });
  }

  /** Returns the remaining length in milliseconds. */
  remainingMs(coolDown: CoolDown): number {
    return Math.max(0, coolDown.untilMs - this.#clock.monotonic());
  }
}
