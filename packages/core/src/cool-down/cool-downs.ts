/** Remembers failures for a while by key, so that callers fail fast and the authorization server is not hammered. */
import { createLRU } from 'lru.min';
import type { Clock } from '../async/clock.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** The secret that was refused. With another one, a cool-down ends. */
interface RefusedSecret {
  readonly secret: 'clientSecret' | 'password';
  readonly fingerprint: string;
}

/** A failure that is remembered. */
export interface CoolDown {
  readonly error: unknown;
  /** Waves of failures in a row. */
  readonly count: number;
  /** The start, in milliseconds of the monotonic clock. */
  readonly setAtMs: number;
  /** The end, in milliseconds of the monotonic clock. */
  readonly untilMs: number;
  readonly refused?: RefusedSecret | undefined;
  /** The secret or password is asked for again from then on, in milliseconds of the monotonic clock. */
  rereadAtMs: number;
  /** The request that finds out whether the cause has passed. Meanwhile the others go on failing fast. */
  prober?: object | undefined;
}

/** How a cool-down starts. */
export interface CoolDownOptions {
  readonly error: unknown;
  /** The moment at which the failed work began, in milliseconds of the monotonic clock. */
  readonly sinceMs: number;
  /** Returns the length in milliseconds for a number of failures in a row. */
  readonly lengthMs: (count: number) => number;
  readonly refused?: RefusedSecret | undefined;
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
    const coolDown = this.#remembered(key);
    return coolDown && (coolDown.prober || this.#clock.monotonic() < coolDown.untilMs) ? coolDown : undefined;
  }

  /** Marks that a request is about to find out whether the causes have passed. */
  probe(keys: readonly string[], prober: object): void {
    for (const key of keys) {
      const coolDown = this.#remembered(key);
      if (coolDown) coolDown.prober = prober;
    }
  }

  /** Ends the probe of a request; if it found out nothing, another request may probe next. */
  endProbe(keys: readonly string[], prober: object): void {
    for (const key of keys) {
      const coolDown = this.#coolDowns.get(key);
      if (coolDown?.prober === prober) coolDown.prober = undefined;
    }
  }

  /** Ends cool-downs, because their causes have passed. */
  end(keys: readonly string[]): void {
    for (const key of keys) this.#coolDowns.delete(key);
  }

  /** Starts a cool-down, or the next one of a row. Work that was under way when the last one started belongs to its wave. */
  start(key: string, { error, sinceMs, lengthMs, refused }: CoolDownOptions): void {
    const nowMs = this.#clock.monotonic();
    const last = this.#remembered(key);
    const isSameWave = last !== undefined && sinceMs <= last.setAtMs;
    const count = last ? last.count + (isSameWave ? 0 : 1) : 1;
    const prober = isSameWave ? last.prober : undefined;
    const untilMs = isSameWave ? Math.max(last.untilMs, last.setAtMs + lengthMs(count)) : nowMs + lengthMs(count);
    const setAtMs = isSameWave ? last.setAtMs : nowMs;
    this.#coolDowns.set(key, { error, count, setAtMs, untilMs, refused, rereadAtMs: 0, prober });
  }

  /** Returns true if a refused secret may be asked for again, at most once in so many milliseconds. */
  mayReread(coolDown: CoolDown, everyMs: number): boolean {
    const nowMs = this.#clock.monotonic();
    if (nowMs < coolDown.rereadAtMs) return false;
    coolDown.rereadAtMs = nowMs + everyMs;
    return true;
  }

  /** Returns the remaining length in milliseconds. */
  remainingMs(coolDown: CoolDown): number {
    return Math.max(0, coolDown.untilMs - this.#clock.monotonic());
  }

  /** Returns a cool-down that is not over yet, or not for long. Nobody has to probe what was the matter hours ago. */
  #remembered(key: string): CoolDown | undefined {
    const coolDown = this.#coolDowns.get(key);
    if (!coolDown || coolDown.prober || this.#clock.monotonic() < coolDown.untilMs + this.#rowEndsAfterMs)
      return coolDown;
    this.#coolDowns.delete(key);
    return undefined;
  }
}
