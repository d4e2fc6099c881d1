/** An interruption of the way to the store, such as its restart. A store may have lost its locks: those who hold one come back first. */
import { setTimeout } from 'node:timers/promises';

/** The time that holders have to take their locks again, from the beginning of the interruption and from its end. */
const FROM_BEGINNING_MS = 1_000;
const FROM_END_MS = 600;

/** A store that is started anew may not have what it was given in the last moments before: it is given that again. */
export const RECENT_MS = 5_000;
/** The most records, and the most log-outs, that a process keeps to give them again. */
export const MAX_RECENT = 1_000;

/** The interruption that one process sees at the moment. */
export class Interruption {
  readonly #onBegin: () => void;
  /** Ends when the holders have had their time. */
  #holdersTime: Promise<unknown> | undefined;
  #isOver = true;
  /** The number of interruptions so far. */
  count = 0;

  /** @param onBegin is called when an interruption begins: what it asks of the store is asked again until it is over */
  constructor(onBegin: () => void) {
    this.#onBegin = onBegin;
  }

  /** True while the store can be reached again, and those who hold locks have their time. */
  get isEnding(): boolean {
    return this.#isOver && this.#holdersTime !== undefined;
  }

  /** Notes that the store cannot be reached. */
  begin(): void {
    if (this.#holdersTime) return;
    this.#isOver = false;
    this.count++;
    this.#giveTime(FROM_BEGINNING_MS);
    this.#onBegin();
  }

  /** Notes that messages do not arrive any more. If they had arrived again meanwhile, the store may have lost its locks once more. */
  loseMessages(): void {
    if (this.#isOver) this.#holdersTime = undefined;
    this.begin();
  }

  /** Notes that messages arrive again. */
  end(): void {
    if (!this.#isOver) this.#giveTime(FROM_END_MS);
    this.#isOver = true;
  }

  /** Waits until those who hold locks have had the time to take them again. */
  async letHoldersPass(): Promise<void> {
    while (this.#holdersTime) await this.#holdersTime;
  }

  #giveTime(ms: number): void {
    const time = setTimeout(ms, undefined, { ref: false });
    this.#holdersTime = time;
    void time.finally(() => {
      if (this.#holdersTime === time) this.#holdersTime = undefined;
    });
  }
}
