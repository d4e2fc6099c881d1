/** Holds answers back until they are released, so that a test can inspect requests under way without sleeping. */
import type { Exchange } from '../http/exchange.ts';
import { settled, Waiters } from '../log/waiters.ts';
import { hitsTarget, parseTarget, type Target } from '../target.ts';

/** A hold on the answers of one target. */
export interface Hold {
  /** The number of answers that are held back now. */
  readonly waiting: number;
  /** Resolves once `count` answers are held back. Rejects after five seconds. */
  reached(count: number): Promise<void>;
  /** Releases all answers and ends the hold. */
  release(): void;
  [Symbol.dispose](): void;
}

interface OpenHold extends Hold {
  readonly id: string;
  readonly target: Target;
  pass(): Promise<void>;
}

const REACHED_TIMEOUT_MS = 5_000;

export class Holds {
  readonly #holds = new Set<OpenHold>();
  #lastId = 0;

  hold(target: Target): OpenHold {
    parseTarget(target);
    this.#lastId += 1;
    const { promise, resolve } = settled();
    const waiters = new Waiters();
    let waiting = 0;
    const release = (): void => {
      this.#holds.delete(hold);
      waiting = 0;
      resolve();
    };
    const hold: OpenHold = {
      id: String(this.#lastId),
      target,
      get waiting() {
        return waiting;
      },
      reached: (count) =>
        waiters.waitUntil(
          () => waiting >= count,
          REACHED_TIMEOUT_MS,
          () => `${waiting} held back`,
        ),
      release,
      [Symbol.dispose]: release,
      pass: () => {
        waiting += 1;
        waiters.look();
        return promise;
      },
    };
    this.#holds.add(hold);
    return hold;
  }

  /** Returns the holds that are not released yet. */
  list(): readonly OpenHold[] {
    return [...this.#holds];
  }

  /** Waits for all holds that apply to the request. */
  async pass(exchange: Exchange): Promise<void> {
    await Promise.all([...this.#holds].filter((hold) => hitsTarget(hold.target, exchange)).map((hold) => hold.pass()));
  }

  releaseAll(): void {
    for (const hold of this.#holds) hold.release();
  }
}
