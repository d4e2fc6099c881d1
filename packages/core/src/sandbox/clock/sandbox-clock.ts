/** The clock of a sandbox, which runs, stands still or is moved. Every date and lifetime in the sandbox follows it. */

/** The clock of a running sandbox. */
export interface SandboxClock {
  /** True while the clock stands still. */
  readonly frozen: boolean;
  /** Returns the sandbox's time, in milliseconds since the epoch. */
  now(): number;
  /**
   * Stops the clock, at this time or, without one, at the time that it shows. Numbers are milliseconds since the epoch, texts are as in
   * ISO 8601.
   */
  freeze(at?: Date | number | string): void;
  /** Moves the clock forward by this many milliseconds, or back if they are negative. A frozen clock stays frozen. */
  advance(byMs: number): void;
  /** Lets the clock run on from the time that it shows. */
  run(): void;
  /** Sets the clock back to how it was when the sandbox started. */
  reset(): void;
}

/** Creates a clock above `source`, which gives milliseconds since the epoch. With `frozenAt` it stands still at that time. */
export function createSandboxClock(source: () => number, frozenAt?: Date | number | string): SandboxClock {
  let aheadMs = 0;
  let stoppedAtMs: number | undefined;
  const now = (): number => stoppedAtMs ?? source() + aheadMs;
  const freeze = (at: Date | number | string = now()): void => {
    stoppedAtMs = timeOf(at);
  };
  const reset = (): void => {
    aheadMs = 0;
    stoppedAtMs = frozenAt === undefined ? undefined : timeOf(frozenAt);
  };
  reset();
  return {
    get frozen() {
      return stoppedAtMs !== undefined;
    },
    now,
    freeze,
    advance: (byMs) => {
      const movedMs = timeOf(now() + byMs);
      if (stoppedAtMs === undefined) aheadMs = movedMs - source();
      else stoppedAtMs = movedMs;
    },
    run: () => {
      if (stoppedAtMs !== undefined) aheadMs = stoppedAtMs - source();
      stoppedAtMs = undefined;
    },
    reset,
  };
}

/** Returns a time that a JavaScript date can show. Throws a `RangeError` for any other number. */
function timeOf(at: Date | number | string): number {
  const timeMs = new Date(at).getTime();
  if (Number.isNaN(timeMs))
    throw new RangeError('The clock of the sandbox needs a time between the years -271821 and 275760');
  return timeMs;
}
