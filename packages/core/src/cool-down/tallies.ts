/** Counts the different requests to which something happened without a success between. */

/** Tallies by level. Each counts up to a limit, so its memory is bounded. */
export class Tallies {
  readonly #limit: number;
  /** The names that were counted, each with its owner. */
  readonly #names = new Map<string, Map<string, string>>();

  /** @param limit the count at which {@link add} returns true */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Counts a name, and returns true once as many different ones as the limit were counted. Unless the limit is 1, they must be of two
   * owners at least: what happens to one owner alone says nothing about the others.
   */
  add(level: string, name: string, owner: string): boolean {
    const names = this.#names.get(level) ?? new Map<string, string>();
    this.#names.set(level, names);
    const owners = new Set(names.values());
    if (names.size < this.#limit || (owners.size === 1 && !owners.has(owner))) names.set(name, owner);
    return names.size >= this.#limit && (this.#limit === 1 || new Set(names.values()).size > 1);
  }

  /** Starts anew, after a success. */
  clear(level: string): void {
    this.#names.delete(level);
  }
}
