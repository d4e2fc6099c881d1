/** Combines the two clocks of a machine into the one time that token lifetimes are counted in. */
import { type Clock, systemClock } from './clock.ts';

/** Tolerance for the wall clock's ticks (up to 16 ms) and its slewing. Only a larger lag counts as the clock having been set back. */
const TICK_MS = 50;

/**
 * Counts the time by whichever clock moved further, in whole milliseconds from its own start. It never goes back when the wall
 * clock is set back, and it does not stand still when the monotonic clock stops while the machine sleeps.
 */
export class Timeline {
  readonly #clock: Clock;
  /** True for the system clock, which needs only one monotonic reading per millisecond. */
  readonly #readsOnce: boolean;
  /** The wall clock at the start. Times counted from it stay small integers for weeks, which take less memory in each token. */
  readonly #startedAtMs: number;
  #wallMs = 0;
  /** The wall clock's lead over the monotonic clock. */
  #leadMs: number;
  /** The sum of all steps by which the wall clock was set back. */
  #setBackMs = 0;
  #nowMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#readsOnce = clock === systemClock;
    this.#startedAtMs = clock.now();
    this.#leadMs = -clock.monotonic();
  }

  /** Returns the time since the start, in milliseconds. */
  nowMs(): number {
    const wallMs = this.#clock.now() - this.#startedAtMs;
    return this.#readsOnce && wallMs === this.#wallMs ? this.#nowMs : this.#advance(wallMs);
  }

  #advance(wallMs: number): number {
    const leadMs = wallMs - this.#clock.monotonic();
    if (leadMs < this.#leadMs - TICK_MS) {
      this.#setBackMs += this.#leadMs - leadMs;
      this.#leadMs = leadMs;
    } else {
      this.#leadMs = Math.max(this.#leadMs, leadMs);
    }
    this.#wallMs = wallMs;
    this.#nowMs = Math.max(this.#nowMs, Math.floor(wallMs + this.#setBackMs));
    return this.#nowMs;
  }
}
