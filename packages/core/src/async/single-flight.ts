/** One piece of work for all who want the same thing at the same time. */
import { onAbort } from './on-abort.ts';

/** A piece of work that is under way. */
export interface Flight {
  /** Whether its result still is to be kept. {@link SingleFlight.disown} says no: the subject logged out meanwhile. */
  isOwned: boolean;
}

interface Shared<T> extends Flight {
  readonly result: Promise<T>;
}

/** Shares work by key. A caller's abort ends that caller's wait only; the work goes on for the others. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Shared<T>>();

  /** Joins the flight under this key, or starts it. All who join have the same result, or the same error. */
  join(key: string, start: (flight: Flight) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, start);
    return signal ? unlessAborted(flight.result, signal) : flight.result;
  }

  /** Whether there is a flight under this key. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Work under the keys that match goes on for those who wait, but nobody joins it any more, and nothing of it is kept. */
  disown(matches: (key: string) => boolean): void {
    for (const [key, flight] of this.#flights) {
      if (!matches(key)) continue;
      flight.isOwned = false;
      this.#flights.delete(key);
    }
  }

  #start(key: string, start: (flight: Flight) => Promise<T>): Shared<T> {
    const flight: Flight = { isOwned: true };
    const result = start(flight).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    // All waiters may have left: then nobody is there to hear of a failure, and that is no reason to end the process.
    result.catch(() => {});
    const shared = Object.assign(flight, { result });
    this.#flights.set(key, shared);
    return shared;
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(signal.reason as Error));
    work.then(resolve, reject).finally(stopListening);
  });
}
