/** Shares one piece of work among all callers who want the same result at the same time. */
import type { Deadline } from './deadline.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A piece of work that is under way. */
export interface Flight {
  /** True while the result may be cached. {@link SingleFlight.detach} sets it to false, for example when a user logs out. */
  isAttached: boolean;
  /** The deadline of the call that started the work. */
  readonly deadline: Deadline;
  /** False while nobody waits for the result: it was started in the background. */
  isAwaited: boolean;
}

interface SharedFlight<T> extends Flight {
  readonly result: Promise<T>;
}

/** Options of {@link SingleFlight.join}. */
export interface JoinOptions {
  readonly deadline: Deadline;
  /** Ends the wait of this call, and nobody else's. */
  readonly signal?: AbortSignal | undefined;
  /** Throws when the deadline of a call that joins is over. */
  readonly late: (deadline: Deadline) => never;
}

/** Shares work by key. An abort ends only the wait of the caller who aborted; the work goes on for the others. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, SharedFlight<T>>();

  /**
   * Joins the flight with this key, or starts it. All who join get the same result, or the same error. A flight has the deadline of the
   * call that started it; a call that joins ends at its own, if that is earlier.
   */
  join(key: string, { deadline, signal, late }: JoinOptions, start: (flight: Flight) => Promise<T>): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const joined = this.#flights.get(key);
    const flight = joined ?? this.#start(key, deadline, start);
    flight.isAwaited ||= deadline.holdsProcess;
    const isBounded = !joined || (joined.deadline.holdsProcess && !deadline.endsBefore(joined.deadline));
    const result = isBounded ? flight.result : deadline.wait(flight.result, () => late(deadline));
    return signal ? unlessAborted(result, signal) : result;
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

  #start(key: string, deadline: Deadline, start: (flight: Flight) => Promise<T>): SharedFlight<T> {
    const flight: Flight = { isAttached: true, deadline, isAwaited: deadline.holdsProcess };
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
