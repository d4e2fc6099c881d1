/** Keeps tokens in this process' memory, by username. Bounded: the least recently used user goes first. No timers. */
import { createLRU } from 'lru.min';
import type { ScopeMask } from '../scope/scope-set.ts';
import { CLIENT_USERNAME, type TokenOwner } from '../subject/token-owner.ts';
import { bestAnswer, type ManagedToken } from './access-token.ts';

/** At most this many tokens are kept per user, whatever passwords and scopes they have; the oldest are dropped first. */
const MAX_TOKENS = 64;

/** Most users have one token. It stands by itself, because a list around each would take a tenth of the memory. */
type Kept = ManagedToken | readonly ManagedToken[];

/** The tokens of one manager. */
export class TokenCache {
  /** The application's own tokens. No number of users drives them out. */
  #client: Kept | undefined;
  readonly #users: ReturnType<typeof createLRU<string, Kept>>;

  /** @param maxSubjects how many users' tokens are kept */
  constructor(maxSubjects: number) {
    this.#users = createLRU({ max: maxSubjects });
  }

  /** The number of subjects whose tokens are kept. */
  get size(): number {
    return this.#users.size + (this.#client === undefined ? 0 : 1);
  }

  /** Returns a fresh token that covers the scopes. A single token may also answer by having been granted fewer. */
  fresh(owner: TokenOwner, required: ScopeMask): ManagedToken | undefined {
    const kept = this.#kept(owner.username);
    if (kept === undefined) return undefined;
    if (!isList(kept)) return kept.belongsTo(owner) && kept.isFresh && kept.answers(required) ? kept : undefined;
    for (const token of kept) if (token.belongsTo(owner) && token.covers(required) && token.isFresh) return token;
    return undefined;
  }

  /**
   * Returns a token that may be handed out, fresh or not. If none covers the scopes, it is one that was requested with them but
   * granted fewer, because asking again would not change the answer.
   */
  servable(owner: TokenOwner, required: ScopeMask): ManagedToken | undefined {
    const tokens = this.#all(owner.username).filter((token) => token.belongsTo(owner) && token.isServable);
    return bestAnswer(tokens, required);
  }

  /** Returns true if a token of this owner is cached that has not expired. */
  has(owner: TokenOwner): boolean {
    return this.#all(owner.username).some((token) => token.belongsTo(owner) && token.remainingMs > 0);
  }

  /** Returns a token of this owner that was requested later than another one, with other scopes. */
  laterSibling(owner: TokenOwner, than: ManagedToken): ManagedToken | undefined {
    return this.#all(owner.username).find(
      (token) => token.belongsTo(owner) && token !== than && token.isLaterThan(than),
    );
  }

  /** Keeps a token, in place of one of the same owner that was requested with the same scopes. Expired ones are dropped on the way. */
  set(token: ManagedToken): void {
    const others = this.#all(token.username).filter((other) => other.remainingMs > 0 && !token.replaces(other));
    this.#keep(token.username, [token, ...others].slice(0, MAX_TOKENS));
  }

  /** Drops this token, and never another one that came after it. */
  delete({ username, value }: ManagedToken): void {
    this.#drop(username, (token) => token.value === value);
  }

  /** Drops all tokens of an owner. Tokens that other passwords of the same user earned stay. */
  clear(owner: TokenOwner): void {
    this.#drop(owner.username, (token) => token.belongsTo(owner));
  }

  /** Drops all tokens of a user, whatever earned them. */
  clearUser(username: string): void {
    this.#keep(username, []);
  }

  #drop(username: string, matches: (token: ManagedToken) => boolean): void {
    this.#keep(
      username,
      this.#all(username).filter((token) => !matches(token)),
    );
  }

  #kept(username: string): Kept | undefined {
    return username === CLIENT_USERNAME ? this.#client : this.#users.get(username);
  }

  #all(username: string): readonly ManagedToken[] {
    const kept = this.#kept(username);
    if (kept === undefined) return [];
    return isList(kept) ? kept : [kept];
  }

  #keep(username: string, tokens: readonly ManagedToken[]): void {
    const kept = tokens.length > 1 ? tokens : tokens[0];
    if (username === CLIENT_USERNAME) this.#client = kept;
    else if (kept === undefined) this.#users.delete(username);
    else this.#users.set(username, kept);
  }
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(kept: Kept): kept is readonly ManagedToken[] {
  return Array.isArray(kept);
}
