/** Counts to how many different requests or owners something happened without a success between. */

/** Tallies by level. Each counts up to a limit, so its memory is bounded. */
export class Tallies {
  readonly #limit: number;
  readonly #names = new Map<string, Set<string>>();

  /** @param limit the count at which {@link add} returns true */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts a name, and returns true once as many different ones as the limit were counted. */
  add(level: string, name: string): boolean {
    const names = this.#names.get(level) ?? new Set();
    this.#names.set(level, names);
    if (names.size < this.#limit) names.add(name);
    return names.size >= this.#limit;
  }

  /** Starts anew, after a success. */
  clear(level: string): void {
    this.#names.delete(level);
  }
}
