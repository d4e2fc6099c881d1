/** Waits for conditions. Each is checked again whenever something has happened, until its timeout. */

interface Waiter {
  readonly look: () => void;
  readonly abandon: (reason: string) => void;
}

export class Waiters {
  readonly #waiting = new Set<Waiter>();

  /** Checks all conditions again. */
  look(): void {
    for (const waiter of this.#waiting) waiter.look();
  }

  /** Rejects all waits. */
  abandon(reason: string): void {
    for (const waiter of this.#waiting) waiter.abandon(reason);
  }

  /** Resolves once `holds` returns true. On timeout, the error contains the state that `describe` returns. */
  async waitUntil(holds: () => boolean, timeoutMs: number, describe: () => string): Promise<void> {
    if (holds()) return;
    const { promise, resolve, reject } = settled();
    const abandon = (reason: string): void => reject(new Error(`${reason}; seen so far: ${describe()}`));
    const look = (): void => {
      try {
        if (holds()) resolve();
      } catch (error) {
        reject(error);
      }
    };
    const waiter: Waiter = { look, abandon };
    const timer = setTimeout(() => abandon(`Waited ${timeoutMs} ms in vain`), timeoutMs);
    this.#waiting.add(waiter);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(waiter);
    }
  }
}

interface Settled {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Replaces `Promise.withResolvers`, which Node 20 does not have. */
export function settled(): Settled {
  let resolve!: () => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
