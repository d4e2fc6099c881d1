/** The two clocks of a machine. They are injected, so that tests can set them. */

/** The two clocks of a machine. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. It can be set back and forth, and it goes on while the machine sleeps. */
  readonly now: () => number;
  /** Monotonic time in milliseconds from an arbitrary start. It cannot be set, and it may stop while the machine sleeps. */
  readonly monotonic: () => number;
}

/** The clocks of this machine. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
