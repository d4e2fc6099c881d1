/** One settled promise for callers who are given the same thing one after the other: an application, its own token. */

/** Makes a promise only where the value is another one than last time. */
export class LastAnswer<T extends object> {
  #value: T | undefined;
  #promise: Promise<T> | undefined;

  /** A promise that has been fulfilled with the value. */
  of(value: T): Promise<T> {
    if (value === this.#value && this.#promise) return this.#promise;
    this.#value = value;
    this.#promise = Promise.resolve(value);
    return this.#promise;
  }

  /** Keeps the value no longer. */
  drop(): void {
    this.#value = undefined;
    this.#promise = undefined;
  }
}
