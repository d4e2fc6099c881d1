/** Knows the time of a store's clock, from the times that its answers carry. */
import type { Clock } from '../async/clock.ts';

/** The store's time as one process knows it. Without an answer so far, it is this machine's. */
export class StoreTime {
  readonly #clock: Clock;
  /** The store's clock is ahead of the monotonic clock by at most this. */
  #leadMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes the store's time in an answer to a question that was sent at this moment of the monotonic clock. */
  note(nowMs: number, sentAtMs: number): void {
    // The answer was made at the earliest when the question was sent, so this is never less than the truth.
    this.#leadMs = nowMs - sentAtMs;
  }

  /** True once the store has answered. */
  get isKnown(): boolean {
    return this.#leadMs !== undefined;
  }

  /** The store's time now, in milliseconds since the epoch: never too early. */
  get latestMs(): number {
    return this.#leadMs === undefined ? this.#clock.now() : this.#clock.monotonic() + this.#leadMs;
  }
}
