/** Keeps access tokens for the application and its users: hands out the one at hand, and has the missing one fetched once. */
import { InsufficientScope, InvalidRequest } from '../errors/errors.ts';
import { type Scope, SCOPE_FOR_ANY_TOKEN } from '../catalog/scopes.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { covers, expandMask, maskOf, missingScopes, type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import { type LinxoStats, type LinxoStatus, statsOf, statusOf } from './status.ts';
import { type AccessToken, ManagedToken } from './access-token.ts';
import { answers, bestAnswer } from './answering.ts';
import { isList, type MemoryTokenStore } from './token-cache.ts';
import type { SharedTokens } from './shared-tokens.ts';
import { isClient, parseSubject, type Subject } from '../subject/subject.ts';
import { printOf, subjectKey, usernameOf } from '../subject/token-owner.ts';
import type { TokenSupply } from './token-fetcher.ts';

const ANY_TOKEN = maskOf([SCOPE_FOR_ANY_TOKEN]);

/** Which token is wanted. */
export interface TokenWanted {
  /** Whose token: `'client'`, or a resource owner's credentials. */
  readonly subject: Subject;
  /** The scopes that the token must have been granted, inclusions counted. At least one. */
  readonly scopes: readonly Scope[];
}

/** The same, with what ends the caller's wait for it, and nobody else's. */
export interface TokenCall extends TokenWanted {
  readonly signal?: AbortSignal | undefined;
}

/** The tokens of one {@link Linxo} instance. */
export class TokenManager {
  readonly #store: MemoryTokenStore<ManagedToken>;
  readonly #supply: TokenSupply;
  readonly #shared: SharedTokens | undefined;

  constructor(store: MemoryTokenStore<ManagedToken>, supply: TokenSupply, shared: SharedTokens | undefined) {
    this.#store = store;
    this.#supply = supply;
    this.#shared = shared;
  }

  /**
   * An access token that was granted all of the scopes: the one at hand, or a new one.
   *
   * @throws InsufficientScope when fewer scopes were granted; another LinxoError when no token could be had (`docs/errors.md`)
   */
  getAccessToken(wanted: TokenCall): Promise<AccessToken> {
    try {
      const token = this.#atHand(wanted);
      return token === undefined ? this.#missing(wanted) : token.settled;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #missing({ subject, scopes, signal }: TokenCall): Promise<AccessToken> {
    return this.take(subject, maskOf(scopes), signal);
  }

  /** The token that {@link getAccessToken} would give at once, or `undefined` where it would have to wait, or refuse. */
  peek(wanted: TokenWanted): AccessToken | undefined {
    return this.#atHand(wanted);
  }

  #atHand(wanted: TokenWanted): ManagedToken | undefined {
    const required = parseDeclaredScopes(wanted.scopes, 'scopes');
    const subject = parseSubject(wanted.subject, 'subject');
    const token = this.find(subject, printOf(subject), required);
    return token && covers(token.granted, required) ? token : undefined;
  }

  /**
   * Drops this very token, because it was refused: never one that came after it. Resolves when the shared store, where one is
   * set, has dropped it too; in this process it is gone at once.
   */
  async invalidate(token: AccessToken): Promise<void> {
    if (!(token instanceof ManagedToken))
      throw new InvalidRequest('invalidate() takes a token that this manager gave.');
    this.#store.delete(token);
    await this.#shared?.drop(token);
  }

  /**
   * Drops every token of a subject, one that is being fetched included: the user logged out. Resolves when the shared store,
   * where one is set, has dropped them too; in this process they are gone at once.
   */
  async forget(subject: Subject): Promise<void> {
    const username = usernameOf(parseSubject(subject, 'subject'));
    const print = printOf(subject);
    this.#store.clear(username, print);
    this.#supply.disown(subjectKey(username, print));
    await this.#shared?.clear(subject);
  }

  /**
   * Fetches tokens before they are needed. What fails is told, not thrown: an application starts although Linxo is down.
   *
   * @returns one entry for each token that was wanted: the token, or why there is none
   */
  warm(wanted: readonly TokenWanted[]): Promise<PromiseSettledResult<AccessToken>[]> {
    return Promise.allSettled(wanted.map((one) => this.getAccessToken(one)));
  }

  /** @internal */
  get status(): LinxoStatus {
    return statusOf(this.#supply);
  }

  /** @internal */
  get stats(): LinxoStats {
    return statsOf(this.#supply, this.#store, this.#shared);
  }

  /** @internal Ends what is under way. Tokens at hand still serve; no other is fetched. */
  close(): void {
    this.#supply.close();
  }

  /** @internal The token for what has been checked: at once where it is at hand. */
  take(subject: Subject, required: ScopeMask, signal?: AbortSignal): ManagedToken | Promise<ManagedToken> {
    const print = printOf(subject);
    const token = this.find(subject, print, required);
    if (token) return granting(token, required);
    return this.obtain(subject, print, required, signal).then((obtained) => granting(obtained, required));
  }

  /**
   * @internal A token in place of one that the API refused: its successor where there is one already, so that late refusals
   * cost nothing; else a new one. An API that goes on refusing gets new ones ever more slowly: then it is the same one again.
   */
  async replace(
    refused: AccessToken,
    subject: Subject,
    required: ScopeMask,
    signal?: AbortSignal,
  ): Promise<AccessToken> {
    const print = printOf(subject);
    const current = this.find(subject, print, required);
    if (current?.value === refused.value) {
      if (!this.#supply.mayReplace(subjectKey(usernameOf(subject), print))) return refused;
      await this.invalidate(current);
    }
    return this.take(subject, required, signal);
  }

  /**
   * @internal A token at hand that covers what is required; failing that, one that was asked for all of it and not granted:
   * to ask once more would bring the same answer. Late in its life, its successor is fetched meanwhile.
   */
  find(subject: Subject, print: string, required: ScopeMask): ManagedToken | undefined {
    const kept = isClient(subject) ? this.#store.own : this.#store.ofUser(subject.username);
    if (kept === undefined) return undefined;
    // Nearly always. By itself, so that V8 compiles the whole way to here into its callers.
    if (!isList(kept) && kept.print === print && kept.isFresh && answers(kept, required)) return kept;
    return this.#findAmong(isList(kept) ? kept : [kept], subject, print, required);
  }

  #findAmong(
    kept: readonly ManagedToken[],
    subject: Subject,
    print: string,
    required: ScopeMask,
  ): ManagedToken | undefined {
    for (const one of kept) if (one.print === print && covers(one.granted, required) && one.isFresh) return one;
    const token = bestAnswer(
      kept.filter((one) => one.print === print && one.isServed),
      required,
    );
    if (token?.isFresh === false) this.#supply.refresh({ subject, print, asked: token.requested });
    return token;
  }

  /** @internal Fetches a token. It may have been granted less than was asked for. Where nothing is required, any will do. */
  obtain(subject: Subject, print: string, required: ScopeMask, signal?: AbortSignal): Promise<ManagedToken> {
    // The literal closure: whether the server honours inclusions is not known (docs/decisions/0002-ask-for-the-closure.md).
    const asked = required === 0 ? ANY_TOKEN : expandMask(required);
    return this.#supply.obtain({ subject, print, asked }, signal);
  }
}

function granting(token: ManagedToken, required: ScopeMask): ManagedToken {
  if (covers(token.granted, required)) return token;
  const missing = missingScopes(token.granted, required);
  throw new InsufficientScope({ requiredScopes: scopesOf(required), missingScopes: missing });
}
