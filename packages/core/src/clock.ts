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

/** What both clocks showed at one moment, in milliseconds, each from a start of its own: only differences mean something. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** Counted from here, a moment fits into V8's small integers for weeks: each token is 16 bytes smaller. */
const STARTED_AT_MS = Date.now();

let latest: Moment = { wallMs: 0, monotonicMs: systemClock.monotonic() };

/** Reads both clocks. A reading of the machine's own is shared by all that ask within the same millisecond: it costs half. */
export function momentOf(clock: Clock): Moment {
  return clock === systemClock ? momentOfSystem() : { wallMs: clock.now(), monotonicMs: clock.monotonic() };
}

function momentOfSystem(): Moment {
  const wallMs = Date.now() - STARTED_AT_MS;
  return wallMs === latest.wallMs ? latest : (latest = { wallMs, monotonicMs: systemClock.monotonic() });
}
