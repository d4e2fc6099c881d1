/** The two clocks of a machine, and the one time that lifetimes are counted in. Clocks are injected, so that a test can set them. */

/** Time, as the machine's two clocks tell it. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. It can be set back and forth, and goes on while the machine sleeps. */
  readonly now: () => number;
  /** Monotonic time in milliseconds from an arbitrary start. Nobody can set it, and it may stop while the machine sleeps. */
  readonly monotonic: () => number;
}

/** The clocks of this machine. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** The wall clock jumps by whole ticks, up to 16 ms long, and is slewed: so far behind the other, it has not been set back yet. */
const TICK_MS = 50;

/**
 * Time by whichever clock moved further, in whole milliseconds from its own start. It never goes back, although the wall clock
 * may, and it does not stand still while the machine sleeps, although the monotonic clock may.
 */
export class Timeline {
  readonly #clock: Clock;
  /** The machine's own clocks agree within a millisecond on how much of it is over, so one reading of the second serves for it. */
  readonly #readsOnce: boolean;
  /** Counted from here, V8 keeps the time as a small integer for weeks: each token is smaller. */
  readonly #startedAtMs: number;
  #wallMs = 0;
  /** How far the wall clock is ahead of the monotonic one. */
  #leadMs: number;
  /** By how much the wall clock was set back so far. */
  #setBackMs = 0;
  #nowMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#readsOnce = clock === systemClock;
    this.#startedAtMs = clock.now();
    this.#leadMs = -clock.monotonic();
  }

  /** The time now. */
  nowMs(): number {
    const wallMs = this.#clock.now() - this.#startedAtMs;
    return this.#readsOnce && wallMs === this.#wallMs ? this.#nowMs : this.#goOn(wallMs);
  }

  #goOn(wallMs: number): number {
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
