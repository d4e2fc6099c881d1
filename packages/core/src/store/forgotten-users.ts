/** Remembers which users were forgotten, and when: no record that they earned before is used again, whatever the store brings back. */

/** The users that one process knows to be forgotten. Bounded: what is dropped raises the time that holds for everybody. */
export class ForgottenUsers {
  readonly #times = new Map<string, number>();
  readonly #limit: number;
  #everybodyMs = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Notes that a user was forgotten at a time of the store's clock. */
  add(key: string, atMs: number): void {
    const latest = Math.max(atMs, this.#times.get(key) ?? 0);
    this.#times.delete(key);
    this.#times.set(key, latest);
    for (const [oldest, oldestMs] of this.#times) {
      if (this.#times.size <= this.#limit) break;
      this.#times.delete(oldest);
      this.#everybodyMs = Math.max(this.#everybodyMs, oldestMs);
    }
  }

  /** Replaces an estimated time by the store's own. If there is another time than the estimate, the later one counts. */
  correct(key: string, estimatedMs: number, atMs: number): void {
    if (this.#times.get(key) === estimatedMs) this.#times.set(key, atMs);
    else this.add(key, atMs);
  }

  /** Returns true if it was noted already that a user was forgotten at this time of the store's clock, or later. */
  has(key: string, atMs: number): boolean {
    return atMs <= (this.#times.get(key) ?? 0);
  }

  /** Returns true if a record that was earned at a time of the store's clock must not be used any more. */
  voids(key: string, sinceMs: number): boolean {
    return sinceMs <= Math.max(this.#everybodyMs, this.#times.get(key) ?? 0);
  }
}
