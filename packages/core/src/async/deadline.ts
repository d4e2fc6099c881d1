/** The one deadline of a call. It is made where the call comes in, and handed on to everything that the call waits for. */
import type { Clock } from './clock.ts';
import { withTimeLimit } from './time-limit.ts';
import { endedByAbort } from './unless-aborted.ts';

/** Options of a {@link Deadline}. */
export interface DeadlineOptions {
  readonly clock: Clock;
  /** The time until the deadline, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends every wait when the Linxo instance is closed. */
  readonly closing: AbortSignal;
  /** False for work that nobody waits for: its timers do not keep the process alive. Default: true. */
  readonly holdsProcess?: boolean;
}

/** The time that a call has left, and the signal that ends it early. */
export class Deadline {
  readonly closing: AbortSignal;
  readonly timeoutMs: number;
  /** True if somebody waits, so that timers keep the process alive. */
  readonly holdsProcess: boolean;
  readonly #clock: Clock;
  readonly #endsAtMs: number;

  constructor({ clock, timeoutMs, closing, holdsProcess = true }: DeadlineOptions) {
    this.closing = closing;
    this.timeoutMs = timeoutMs;
    this.#clock = clock;
    this.#endsAtMs = clock.monotonic() + timeoutMs;
    this.holdsProcess = holdsProcess;
  }

  /** The time that is left, in milliseconds; 0 once the deadline has passed. */
  get remainingMs(): number {
    return Math.max(0, this.#endsAtMs - this.#clock.monotonic());
  }

  /** Returns true if this deadline is earlier than another one. */
  endsBefore(other: Deadline): boolean {
    return this.#endsAtMs < other.#endsAtMs;
  }

  /**
   * Returns the result of the work, or what `late` returns if the deadline passes first. The work itself goes on.
   *
   * @param late gives the result in place of the work's, or throws
   * @throws the closing signal's reason; whatever the work rejects with, and whatever `late` throws
   */
  wait<T>(work: Promise<T>, late: () => T): Promise<T> {
    return this.#limit(this.remainingMs, late, work);
  }

  /**
   * Waits for work at most so long, and inside the deadline.
   *
   * @returns the result, or undefined if there was none in time
   */
  waitAtMost<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
    return this.#limit<T | undefined>(Math.min(limitMs, this.remainingMs), () => undefined, work);
  }

  /** Waits for a pause inside the deadline. */
  pause(ms: number): Promise<void> {
    return this.#limit<void>(Math.min(ms, this.remainingMs), () => {});
  }

  #limit<T>(limitMs: number, late: () => T, ...work: readonly Promise<T>[]): Promise<T> {
    const options = { holdsProcess: this.holdsProcess };
    return endedByAbort(this.closing, (aborted) =>
      withTimeLimit(limitMs, Promise.race([...work, aborted]), late, options),
    );
  }
}
