/** The two clocks that lifetimes are measured by. They are injected, so that a test can set them. */

/** Time, as the machine's two clocks tell it. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. It can be set back and forth, and goes on while the machine sleeps. */
  readonly now: () => number;
  /** Monotonic time in milliseconds from an arbitrary start. Nobody can set it, and it may stop while the machine sleeps. */
  readonly monotonic: () => number;
}

/** The clocks of this machine. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
