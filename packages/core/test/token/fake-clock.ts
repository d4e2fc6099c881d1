/** Clocks that a test sets: time passes when the test says so. */
import type { Clock } from '../../src/async/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass on both clocks. */
  pass(ms: number): void;
  /** Sets the wall clock forth, or back; the monotonic clock does not hear of it. */
  setWallClock(byMs: number): void;
  /** The machine sleeps: the wall clock goes on, the monotonic clock stands still. */
  sleep(ms: number): void;
}

export function fakeClock(): FakeClock {
  let wallMs = Date.parse('2026-11-02T09:00:00Z');
  let monotonicMs = 1_000;
  return {
    now: () => wallMs,
    monotonic: () => monotonicMs,
    pass(ms) {
      wallMs += ms;
      monotonicMs += ms;
    },
    setWallClock: (byMs) => void (wallMs += byMs),
    sleep: (ms) => void (wallMs += ms),
  };
}
