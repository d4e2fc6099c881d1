/** Promises that wait for a condition: looked at again whenever something happened, given up after a while. */

interface Waiter {
  readonly look: () => void;
  readonly abandon: (reason: string) => void;
}

export class Waiters {
  readonly #waiting = new Set<Waiter>();

  /** Looks at every condition again. */
  look(): void {
    for (const waiter of this.#waiting) waiter.look();
  }

  /** Rejects whatever still waits. */
  abandon(reason: string): void {
    for (const waiter of this.#waiting) waiter.abandon(reason);
  }

  /** Resolves once `holds` does. `describe` says in the error what was there instead. */
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

/** `Promise.withResolvers`, which Node 20 does not have. */
export function settled(): Settled {
  let resolve!: () => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
