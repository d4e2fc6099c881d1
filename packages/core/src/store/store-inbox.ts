/** Receives the messages of a store for one process: what others fetched, that a lock is free, and who was forgotten. */
import { randomUUID } from 'node:crypto';
import { type BackOffOptions, backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import type { ForgottenKey } from './shared-token-store.ts';
import type { LockName, SealedRecords, StoreMessage } from './sealed-records.ts';

type LockMessage = Exclude<StoreMessage, { kind: 'forgotten' }>;
type Listener = (message: LockMessage) => void;

/** Options of a {@link StoreInbox}. */
export interface StoreInboxOptions {
  readonly records: SealedRecords;
  readonly clock: Clock;
  /** The pauses between subscriptions that are refused. */
  readonly backOff: BackOffOptions;
  readonly onRefused: (error: unknown) => void;
  readonly onForgotten: (forgotten: ForgottenKey) => void;
  /** Is called each time that messages begin to arrive, after an interruption too. */
  readonly onReady: () => void;
}

/** The inbox of one process. Its subscription starts with the first question to the store. */
export class StoreInbox {
  readonly channel = randomUUID();
  readonly #options: StoreInboxOptions;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #closing = new AbortController();
  #starting: Promise<void> | undefined;
  #unsubscribe: (() => void) | undefined;
  #hasMessages = false;
  #refusals = 0;
  #startAtMs = -Infinity;

  constructor(options: StoreInboxOptions) {
    this.#options = options;
  }

  /** True while messages arrive. */
  get hasMessages(): boolean {
    return this.#hasMessages;
  }

  /**
   * Starts the subscription, once, and waits until messages arrive, or until it is known that none do for now. One that is refused is
   * tried again with a later call.
   */
  async start(): Promise<void> {
    const isDue = !this.#closing.signal.aborted && this.#options.clock.monotonic() >= this.#startAtMs;
    if (!this.#starting && isDue) this.#starting = new Promise((resolve) => void this.#start(resolve));
    await this.#starting;
  }

  /**
   * Waits for a message about a lock.
   *
   * @param limitMs the longest wait, in milliseconds
   * @returns the message, or undefined if there was none
   */
  async waitFor(lock: LockName, deadline: Deadline, limitMs: number): Promise<LockMessage | undefined> {
    let listener: Listener = () => {};
    const told = new Promise<LockMessage>((resolve) => (listener = resolve));
    const name = nameOf(lock);
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    try {
      return await deadline.waitAtMost(limitMs, told);
    } finally {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(name);
    }
  }

  /** Ends the subscription. */
  close(): void {
    this.#closing.abort();
    this.#unsubscribe?.();
  }

  /** @param onSettled is called when messages arrive, and when none do for now */
  async #start(onSettled: () => void): Promise<void> {
    const { records, clock, backOff, onReady, onRefused } = this.#options;
    const { signal } = this.#closing;
    try {
      this.#unsubscribe = await records.store.subscribe({
        inbox: this.channel,
        signal,
        onMessage: (message) => void this.#deliver(message),
        onReady: () => {
          this.#hasMessages = true;
          onSettled();
          if (!signal.aborted) onReady();
        },
        onInterrupted: () => {
          this.#hasMessages = false;
          onSettled();
        },
      });
      if (signal.aborted) this.#unsubscribe?.();
    } catch (error) {
      this.#starting = undefined;
      this.#startAtMs = clock.monotonic() + backoffMs(++this.#refusals, backOff);
      if (!signal.aborted) onRefused(error);
    }
    onSettled();
  }

  async #deliver(text: string): Promise<void> {
    const message = await this.#options.records.openMessage(text);
    if (!message) return;
    if (message.kind === 'forgotten') {
      if (message.sender !== this.channel) this.#options.onForgotten(message);
      return;
    }
    for (const listener of this.#listeners.get(nameOf(message.lock)) ?? []) listener(message);
  }
}

function nameOf({ key, name }: LockName): string {
  return `${key} ${name}`;
}
