/** A shared store in memory: the smallest implementation of the seam, for tests of what stands above it. */
import type { SealedEntry, SharedTokenStore, StoreLock } from '@linxo-guard/core';

interface Kept {
  readonly entry: SealedEntry;
  readonly expiresAtMs: number;
}

export class MemoryStore implements SharedTokenStore {
  readonly #entries = new Map<string, Kept[]>();
  readonly #locks = new Map<string, { readonly owner: symbol; endsAtMs: number }>();

  get(key: string): readonly SealedEntry[] {
    const nowMs = performance.now();
    return this.#kept(key).map(({ entry: { name, id, sealed }, expiresAtMs }) => ({
      name,
      id,
      sealed,
      remainingMs: expiresAtMs - nowMs,
    }));
  }

  set(key: string, entry: SealedEntry): void {
    const others = this.#kept(key).filter((kept) => kept.entry.name !== entry.name);
    this.#entries.set(key, [...others, { entry, expiresAtMs: performance.now() + entry.remainingMs }]);
  }

  delete(key: string, id: string): void {
    this.#entries.set(
      key,
      this.#kept(key).filter(({ entry }) => entry.id !== id),
    );
  }

  clear(key: string): void {
    this.#entries.delete(key);
  }

  lock(name: string, lifetimeMs: number): StoreLock | undefined {
    if (this.#lockOn(name)) return undefined;
    const owner = Symbol(name);
    this.#locks.set(name, { owner, endsAtMs: performance.now() + lifetimeMs });
    const own = () => {
      const lock = this.#lockOn(name);
      return lock?.owner === owner ? lock : undefined;
    };
    return {
      renew: () => {
        const lock = own();
        if (lock) lock.endsAtMs = performance.now() + lifetimeMs;
        return lock !== undefined;
      },
      release: () => {
        if (own()) this.#locks.delete(name);
      },
    };
  }

  /** Everything that is kept, as a dump would show it. */
  dump(): string {
    return JSON.stringify([...this.#entries, ...this.#locks.keys()]);
  }

  #kept(key: string): Kept[] {
    return (this.#entries.get(key) ?? []).filter(({ expiresAtMs }) => expiresAtMs > performance.now());
  }

  #lockOn(name: string) {
    const lock = this.#locks.get(name);
    return lock && lock.endsAtMs > performance.now() ? lock : undefined;
  }
}
