/** Keeps tokens in this process' memory: bounded, the least recently used subject goes first, no timers. */
import { LRUCache } from 'lru-cache';
import type { TokenRecord, TokenStore } from './token-store.ts';

/** A store that answers at once. */
export class MemoryTokenStore<T extends TokenRecord = TokenRecord> implements TokenStore {
  readonly #subjects: LRUCache<string, readonly T[]>;

  /** @param maxSubjects how many subjects' tokens are kept */
  constructor(maxSubjects: number) {
    this.#subjects = new LRUCache({ max: maxSubjects });
  }

  /** How many subjects' tokens are kept. */
  get size(): number {
    return this.#subjects.size;
  }

  get(key: string): readonly T[] {
    return this.#subjects.get(key) ?? NONE;
  }

  /** Expired ones go on this occasion: a subject never has more tokens than there are sets of scopes in use. */
  set(key: string, token: T): void {
    const others = this.get(key).filter(
      (other) => other.requestedScope !== token.requestedScope && other.remainingMs > 0,
    );
    this.#subjects.set(key, [token, ...others]);
  }

  delete(key: string, value: string): void {
    const kept = this.get(key).filter((other) => other.value !== value);
    if (kept.length > 0) this.#subjects.set(key, kept);
    else this.#subjects.delete(key);
  }

  clear(key: string): void {
    this.#subjects.delete(key);
  }
}

const NONE: readonly never[] = [];
