/** Keeps tokens in this process' memory: bounded, the least recently used subject goes first, no timers. */
import { LRUCache } from 'lru-cache';
import { CLIENT_KEY } from './token-key.ts';
import type { TokenRecord, TokenStore } from './token-store.ts';

/** The options of a look-up: without one object for all, `get` makes a new one each time. */
const LOOK_UP = {};

/** A store that answers at once. */
export class MemoryTokenStore<T extends TokenRecord = TokenRecord> implements TokenStore {
  /** The application's own: no number of users drives it out. */
  #own: T | readonly T[] | undefined;
  /** Most subjects have one token: it stands there by itself, because a list around each would cost a tenth of the memory. */
  readonly #subjects: LRUCache<string, T | readonly T[]>;

  /** @param maxSubjects how many users' tokens are kept */
  constructor(maxSubjects: number) {
    this.#subjects = new LRUCache({ max: maxSubjects });
  }

  /** How many subjects' tokens are kept. */
  get size(): number {
    return this.#subjects.size + (this.#own === undefined ? 0 : 1);
  }

  get(key: string): readonly T[] {
    const kept = this.kept(key);
    if (kept === undefined) return [];
    return isList(kept) ? kept : [kept];
  }

  /** The same as it is kept, for who must not lose time. */
  kept(key: string): T | readonly T[] | undefined {
    return key === CLIENT_KEY ? this.#own : this.#subjects.get(key, LOOK_UP);
  }

  /** Expired ones go on this occasion: a subject never has more tokens than there are sets of scopes in use. */
  set(key: string, token: T): void {
    const others = this.get(key).filter(
      (other) => other.requestedScope !== token.requestedScope && other.remainingMs > 0,
    );
    this.#keep(key, [token, ...others]);
  }

  delete(key: string, value: string): void {
    this.#keep(
      key,
      this.get(key).filter((other) => other.value !== value),
    );
  }

  clear(key: string): void {
    this.#keep(key, []);
  }

  #keep(key: string, tokens: readonly T[]): void {
    const kept = tokens.length > 1 ? tokens : tokens[0];
    if (key === CLIENT_KEY) this.#own = kept;
    else if (kept === undefined) this.#subjects.delete(key);
    else this.#subjects.set(key, kept);
  }
}

/** Array.isArray does not tell a readonly list from one token. */
export function isList<T>(kept: T | readonly T[]): kept is readonly T[] {
  return Array.isArray(kept);
}
