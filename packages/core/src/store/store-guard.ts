/** Keeps a shared store from doing harm: what fails, or takes too long, is counted, announced and done without. */
import type { Clock } from '../async/clock.ts';
import { announceStoreFailure } from '../diagnostics/channels.ts';
import { backoffMs } from '../cool-down/cool-down-rules.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { Awaitable } from './token-store.ts';

/** A guard for one store. After a failure, the store is left alone for as long as a back-off. */
export class StoreGuard {
  readonly #clock: Clock;
  readonly #policy: TokenPolicy;
  #failuresInARow = 0;
  #closedUntilMs = -Infinity;
  failures = 0;

  constructor(clock: Clock, policy: TokenPolicy) {
    this.#clock = clock;
    this.#policy = policy;
  }

  /** Whether the store is asked at all just now. */
  get isOpen(): boolean {
    return this.#clock.monotonic() >= this.#closedUntilMs;
  }

  /** What the store answers, or `undefined` where it fails, is too slow, or is left alone. */
  async attempt<T>(operation: string, work: () => Awaitable<T>): Promise<T | undefined> {
    if (!this.isOpen) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${this.#policy.storeTimeoutMs} ms`)),
        this.#policy.storeTimeoutMs,
      ).unref();
    });
    try {
      const answer = await Promise.race([tooSlow, work()]);
      this.#failuresInARow = 0;
      return answer;
    } catch (error) {
      this.failures++;
      this.#failuresInARow++;
      this.#closedUntilMs = this.#clock.monotonic() + backoffMs(this.#failuresInARow, this.#policy);
      announceStoreFailure({ operation, error });
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
