/** Keeps a shared store from doing harm: an operation that fails or takes too long is counted, announced and done without. */
import { setTimeout } from 'node:timers/promises';
import { type BackOffOptions, backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import { withTimeLimit } from '../async/time-limit.ts';
import { announceStoreFailure } from '../diagnostics/channels.ts';
import { Interruption } from './interruption.ts';
import type { Awaitable } from './shared-token-store.ts';

/** Options of a {@link StoreGuard}. */
export interface StoreGuardOptions extends BackOffOptions {
  /** Time limit of one operation, in milliseconds. */
  readonly storeTimeoutMs: number;
  /** Is called when the store cannot be reached any more. Operations that begin now are repeated until it can be reached again. */
  readonly onInterrupted: () => void;
}

/** A restart, or a lost connection, is over after this long. What takes longer is an outage. */
const INTERRUPTION_MS = 1_500;
/** The pause before a store that failed is asked again, in milliseconds. */
const PAUSE_MS = 50;

/** A guard for one store. After a failure that lasts, the store is not used for the length of a back-off. */
export class StoreGuard {
  readonly interruption: Interruption;
  readonly #clock: Clock;
  readonly #options: StoreGuardOptions;
  #failuresInARow = 0;
  #closedAtMs = -Infinity;
  #closedUntilMs = -Infinity;
  failures = 0;

  constructor(clock: Clock, options: StoreGuardOptions) {
    this.interruption = new Interruption(options.onInterrupted);
    this.#clock = clock;
    this.#options = options;
  }

  /** True while the store is used. */
  get isOpen(): boolean {
    return this.#clock.monotonic() >= this.#closedUntilMs;
  }

  /** Returns the store's answer, or undefined if the store fails, is too slow, or is not used at the moment. */
  async attempt<T>(operation: string, work: () => Awaitable<T>): Promise<T | undefined> {
    return this.isOpen ? this.always(operation, work) : undefined;
  }

  /** Returns the store's answer, or undefined if the store fails or is too slow. It asks although the store has failed lately. */
  async always<T>(operation: string, work: () => Awaitable<T>): Promise<T | undefined> {
    const startedAtMs = this.#clock.monotonic();
    try {
      const answer = await this.#inTime(() => this.#throughInterruption(work));
      this.#failuresInARow = 0;
      return answer;
    } catch (error) {
      this.failures++;
      // Operations that were under way when the store was left alone belong to the same failure.
      if (startedAtMs > this.#closedAtMs) this.#close();
      announceStoreFailure({ operation, error });
      return undefined;
    }
  }

  #close(): void {
    this.#failuresInARow++;
    this.#closedAtMs = this.#clock.monotonic();
    this.#closedUntilMs = this.#closedAtMs + backoffMs(this.#failuresInARow, this.#options);
  }

  /** Asks again while the store, which answered until now, fails: whoever goes on alone asks Linxo for what others are fetching. */
  async #throughInterruption<T>(work: () => Awaitable<T>): Promise<T> {
    const longestMs = Math.min(INTERRUPTION_MS, this.#options.storeTimeoutMs);
    for (let pausedMs = 0; ; pausedMs += PAUSE_MS) {
      try {
        return await work();
      } catch (error) {
        if (this.#failuresInARow > 0 || pausedMs + PAUSE_MS >= longestMs) throw error;
        this.interruption.begin();
      }
      await setTimeout(PAUSE_MS);
    }
  }

  #inTime<T>(work: () => Promise<T>): Promise<T> {
    const { storeTimeoutMs } = this.#options;
    const late = () => {
      throw new Error(`no answer within ${storeTimeoutMs} ms`);
    };
    return withTimeLimit<T>(storeTimeoutMs, work(), late, { holdsProcess: true });
  }
}
