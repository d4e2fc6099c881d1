/** Keeps a shared store from doing harm: an operation that fails or takes too long is counted, announced and done without. */
import { setTimeout } from 'node:timers/promises';
import { type BackOffOptions, backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import { withTimeLimit } from '../async/time-limit.ts';
import { unlessAborted } from '../async/unless-aborted.ts';
import { announceStoreFailure } from '../diagnostics/channels.ts';
import { Interruption } from './interruption.ts';
import type { Awaitable } from './shared-token-store.ts';
import { isRefusal } from './store-refusal.ts';

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

/**
 * A guard for one store. After a failure that lasts, the store is not used for the length of a back-off. An answer that refuses is no such
 * failure: it comes at once, and the next question may be answered.
 */
export class StoreGuard {
  readonly interruption: Interruption;
  readonly #clock: Clock;
  readonly #options: StoreGuardOptions;
  #failuresInARow = 0;
  #closedAtMs = -Infinity;
  #closedUntilMs = -Infinity;
  readonly #ending = new AbortController();
  failures = 0;

  constructor(clock: Clock, options: StoreGuardOptions) {
    this.interruption = new Interruption(options.onInterrupted);
    this.#clock = clock;
    this.#options = options;
  }

  /** True while the store is used. */
  get isOpen(): boolean {
    return !this.#ending.signal.aborted && this.#clock.monotonic() >= this.#closedUntilMs;
  }

  /** True while the store is used, and has not failed since it answered last. */
  get isAnswering(): boolean {
    return this.isOpen && this.#failuresInARow === 0;
  }

  /** Returns the store's answer, or undefined if the store fails, is too slow, or is not used at the moment. */
  async attempt<T>(operation: string, work: () => Awaitable<T>): Promise<T | undefined> {
    if (!this.isOpen) return undefined;
    const answer = this.always(operation, work);
    return unlessAborted(answer, this.#ending.signal).catch(() => undefined);
  }

  /** Returns the store's answer, or undefined if the store fails or is too slow. It asks although the store has failed lately. */
  async always<T>(operation: string, work: () => Awaitable<T>): Promise<T | undefined> {
    const startedAtMs = this.#clock.monotonic();
    try {
      const answer = await this.#inTime(() => this.#throughInterruption(work));
      this.#failuresInARow = 0;
      return answer;
    } catch (error) {
      // Operations that were under way when the store was left alone belong to the same failure.
      if (!isRefusal(error) && startedAtMs > this.#closedAtMs) this.#close();
      this.note(operation, error);
      return undefined;
    }
  }

  /** Counts and announces a failure. One that comes after the end is no news: the application may have closed its client. */
  note(operation: string, error: unknown): void {
    if (this.#ending.signal.aborted) return;
    this.failures++;
    announceStoreFailure({ operation, error });
  }

  /** Ends what is asked of the store. What the others depend on is still sent, once. */
  end(): void {
    this.#ending.abort();
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
        const isOver = this.#ending.signal.aborted || this.#failuresInARow > 0 || pausedMs + PAUSE_MS >= longestMs;
        if (isOver || isRefusal(error)) throw error;
        this.interruption.begin();
      }
      await setTimeout(PAUSE_MS);
    }
  }

  #inTime<T>(work: () => Promise<T>): Promise<T> {
    const { storeTimeoutMs } = this.#options;
    const asked = work();
    const late = () => {
      throw new Error(`no answer within ${storeTimeoutMs} ms`);
    };
    // A store that is back gives those who hold locks their time first: that is no reason to go on without it.
    const lateUnlessBack = () => (this.interruption.isEnding ? limited(late) : late());
    const limited = (onLate: () => Awaitable<T>) =>
      withTimeLimit<T>(storeTimeoutMs, asked, onLate, { holdsProcess: true });
    return limited(lateUnlessBack);
  }
}
