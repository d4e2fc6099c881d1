/** An interruption of the way to the store, such as its restart. A store may have lost its locks: those who hold one come back first. */
import { setTimeout } from 'node:timers/promises';

/** A restart, or a lost connection, is over after this long. What takes longer is an outage. */
export const INTERRUPTION_MS = 1_500;
/** The time that holders have, from the beginning of the interruption and from its end. */
const FROM_BEGINNING_MS = 600;
const FROM_END_MS = 400;

/** The last interruption that one process has seen. Times are real ones: nobody waits by an injected clock. */
export class Interruption {
  #beganAtMs = -Infinity;
  #endedAtMs = -Infinity;

  /** Notes that the store could not be reached. */
  begin(): void {
    if (performance.now() - this.#beganAtMs > INTERRUPTION_MS) this.#beganAtMs = performance.now();
  }

  /** Notes that messages arrive again. */
  end(): void {
    this.#endedAtMs = performance.now();
  }

  /** Waits until those who hold locks have had the time to take them again. */
  async letHoldersPass(): Promise<void> {
    for (let pauseMs = this.#pauseMs; pauseMs > 0; pauseMs = this.#pauseMs) await setTimeout(pauseMs);
  }

  get #pauseMs(): number {
    const nowMs = performance.now();
    if (nowMs - this.#beganAtMs > INTERRUPTION_MS) return 0;
    return Math.max(this.#beganAtMs + FROM_BEGINNING_MS, this.#endedAtMs + FROM_END_MS) - nowMs;
  }
}
