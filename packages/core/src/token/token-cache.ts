/** Keeps tokens in this process' memory, by username: bounded, the least recently used user goes first, no timers. */
import { createLRU } from 'lru.min';
import { CLIENT_USERNAME } from '../subject/token-owner.ts';
import type { TokenRecord } from '../store/token-store.ts';

/** A token that knows whose it is. */
export interface OwnedToken extends TokenRecord {
  /** The username that it was fetched for; empty for the application's own. */
  readonly username: string;
  /** The print of the password that earned it; empty where the application vouches for the user. */
  readonly print: string;
}

/** Of one user, the newest: more than an application has sets of scopes in use, whatever passwords a server accepts. */
const MAX_TOKENS = 64;

/** A store that answers at once. */
export class MemoryTokenStore<T extends OwnedToken = OwnedToken> {
  /** The application's own: no number of users drives it out. */
  #own: T | readonly T[] | undefined;
  /** Most users have one token: it stands there by itself, because a list around each would cost a tenth of the memory. */
  readonly #users: ReturnType<typeof createLRU<string, T | readonly T[]>>;

  /** @param maxSubjects how many users' tokens are kept */
  constructor(maxSubjects: number) {
    this.#users = createLRU({ max: maxSubjects });
  }

  /** How many subjects' tokens are kept. */
  get size(): number {
    return this.#users.size + (this.#own === undefined ? 0 : 1);
  }

  /** The application's own tokens, as they are kept. */
  get own(): T | readonly T[] | undefined {
    return this.#own;
  }

  /** A user's tokens, as they are kept: whatever earned them, so it is for the caller to look at their prints. */
  ofUser(username: string): T | readonly T[] | undefined {
    return this.#users.get(username);
  }

  /** Keeps a token, in the place of one that was asked for with the same scopes. Expired ones go on this occasion. */
  set(token: T): void {
    const others = this.#all(token.username).filter((other) => other.remainingMs > 0 && !isSuccessor(token, other));
    this.#keep(token.username, [token, ...others].slice(0, MAX_TOKENS));
  }

  /** Drops a token, and never another one that came after it. */
  delete({ username, value }: T): void {
    this.#keep(
      username,
      this.#all(username).filter((other) => other.value !== value),
    );
  }

  /** Drops all tokens of a subject. */
  clear(username: string, print: string): void {
    this.#keep(
      username,
      this.#all(username).filter((token) => token.print !== print),
    );
  }

  #all(username: string): readonly T[] {
    const kept = username === CLIENT_USERNAME ? this.#own : this.ofUser(username);
    if (kept === undefined) return [];
    return isList(kept) ? kept : [kept];
  }

  #keep(username: string, tokens: readonly T[]): void {
    const kept = tokens.length > 1 ? tokens : tokens[0];
    if (username === CLIENT_USERNAME) this.#own = kept;
    else if (kept === undefined) this.#users.delete(username);
    else this.#users.set(username, kept);
  }
}

function isSuccessor(token: OwnedToken, other: OwnedToken): boolean {
  return token.print === other.print && token.requestedScope === other.requestedScope;
}

/** Array.isArray does not tell a readonly list from one token. */
export function isList<T>(kept: T | readonly T[]): kept is readonly T[] {
  return Array.isArray(kept);
}
