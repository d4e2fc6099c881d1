/** Ends what is under way, and not what begins afterwards. */
import { onAbort } from './on-abort.ts';

/** A signal for work that can be ended as often as one likes. */
export class Ending {
  #controller = new AbortController();

  /** Ends the work that is under way, with a reason. */
  end(reason: Error): void {
    const ended = this.#controller;
    this.#controller = new AbortController();
    ended.abort(reason);
  }

  /** Runs work with a signal that aborts at the end, or when another signal does. Its listeners go when the work is over. */
  async run<T>(other: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#controller;
    if (!other) return work(signal);
    // AbortSignal.any() would keep something for each call as long as its signals live.
    const either = new AbortController();
    const stops = [signal, other].map((one) => onAbort(one, () => either.abort(one.reason)));
    try {
      return await work(either.signal);
    } finally {
      for (const stop of stops) stop();
    }
  }
}
