/** Shares one piece of work among all callers who want the same result at the same time. */
import { unlessAborted } from './unless-aborted.ts';

/** A piece of work that is under way. */
export interface Flight {
  /** True while the result may be cached. {@link SingleFlight.detach} sets it to false, for example when a user logs out. */
  isAttached: boolean;
}

interface SharedFlight<T> extends Flight {
  readonly result: Promise<T>;
}

/** Shares work by key. An abort ends only the wait of the caller who aborted; the work goes on for the others. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, SharedFlight<T>>();

  /** Joins the flight with this key, or starts it. All who join get the same result, or the same error. */
  join(key: string, start: (flight: Flight) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, start);
    return signal ? unlessAborted(flight.result, signal) : flight.result;
  }

  /** Returns true if a flight with this key is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Detaches the flights whose key matches: their waiters still get the result, but nobody joins them and nothing is cached. */
  detach(matches: (key: string) => boolean): void {
    for (const [key, flight] of this.#flights) {
      if (!matches(key)) continue;
      flight.isAttached = false;
      this.#flights.delete(key);
    }
  }

  #start(key: string, start: (flight: Flight) => Promise<T>): SharedFlight<T> {
    const flight: Flight = { isAttached: true };
    const result = start(flight).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    // All waiters may have aborted. An unhandled rejection would then end the process.
    result.catch(() => {});
    const shared = Object.assign(flight, { result });
    this.#flights.set(key, shared);
    return shared;
  }
}
