/** Gives out access tokens for the application and its users: the cached one, or one that is fetched once for all who want it. */
import type { Deadline } from '../async/deadline.ts';
import { SCOPE_FOR_ANY_TOKEN, type Scope } from '../catalog/scopes.ts';
import { announceDisplacement } from '../diagnostics/channels.ts';
import { InsufficientScope, InvalidConfiguration } from '../errors/errors.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { expandMask, maskOf, missingScopes, type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import type { Subject } from '../subject/subject.ts';
import { parseSubject, type TokenOwner } from '../subject/token-owner.ts';
import { type AccessToken, ManagedToken } from './access-token.ts';
import type { SharedTokens } from './shared-tokens.ts';
import { type LinxoStats, type LinxoStatus, statusOf } from './status.ts';
import type { TokenCache } from './token-cache.ts';
import type { TokenFetcher } from './token-fetcher.ts';
import type { WaitOptions } from './wait-options.ts';

const ANY_TOKEN = maskOf([SCOPE_FOR_ANY_TOKEN]);

/** Says which token is wanted. */
export interface TokenOptions {
  /** Whose token: `'client'`, or a resource owner's credentials. */
  readonly subject: Subject;
  /** The scopes that the token must have been granted, inclusions counted. At least one. */
  readonly scopes: readonly Scope[];
}

/** Options of {@link TokenManager.getAccessToken}. */
export interface GetAccessTokenOptions extends TokenOptions {
  /** Ends this caller's wait for the token, and nobody else's. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of {@link TokenManager.forget}. */
export interface Forgotten {
  /** True if all processes that share the tokens know it. */
  readonly everywhere: boolean;
}

/** The tokens of one {@link Linxo} instance. */
export class TokenManager {
  readonly #cache: TokenCache;
  readonly #fetcher: TokenFetcher;
  readonly #shared: SharedTokens | undefined;

  /** @internal */
  constructor(cache: TokenCache, fetcher: TokenFetcher, shared: SharedTokens | undefined) {
    this.#cache = cache;
    this.#fetcher = fetcher;
    this.#shared = shared;
  }

  /**
   * Returns an access token that was granted all of the scopes: the cached one, or a new one.
   *
   * @throws InsufficientScope when fewer scopes were granted; another LinxoError when no token could be had (`docs/errors.md`)
   * @example
   * ```ts
   * const token = await connect.tokens.getAccessToken({ subject: 'client', scopes: ['users_create'] });
   * ```
   */
  getAccessToken({ subject, scopes, signal }: GetAccessTokenOptions): Promise<AccessToken> {
    try {
      const required = parseDeclaredScopes(scopes, 'scopes');
      const owner = parseSubject(subject, 'subject');
      const token = this.cached(owner, required);
      return token?.covers(required) ? token.asPromise : this.#get(owner, required, { signal });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #get(owner: TokenOwner, required: ScopeMask, wait: WaitOptions): Promise<ManagedToken> {
    return this.get(owner, required, wait);
  }

  /**
   * Returns the token that {@link getAccessToken} would give at once, or undefined where it would have to wait, or refuse.
   *
   * @throws InvalidConfiguration when the subject or the scopes make no sense
   */
  peek({ subject, scopes }: TokenOptions): AccessToken | undefined {
    const required = parseDeclaredScopes(scopes, 'scopes');
    const token = this.cached(parseSubject(subject, 'subject'), required);
    return token?.covers(required) ? token : undefined;
  }

  /**
   * Drops this token because it was refused, and never one that came after it. In this process it is gone at once; the promise
   * resolves when the shared store, where one is set, has dropped it too.
   *
   * @throws InvalidConfiguration when the token is not one that a Linxo instance gave
   */
  async invalidate(token: AccessToken): Promise<void> {
    if (!(token instanceof ManagedToken))
      throw new InvalidConfiguration(['tokens.invalidate(token) takes a token that getAccessToken() gave.']);
    this.#cache.delete(token);
    await this.#shared?.delete(token);
  }

  /**
   * Drops every token of a subject, one that is being fetched included: for log-out. In this process they are gone at once, and
   * nothing that was earned before is served again. The shared store, where one is set, forgets the user whatever the password was,
   * and tells the other processes.
   *
   * @returns `everywhere`: whether the shared store has it; true without one. If not, it is told when it answers again
   */
  async forget(subject: Subject): Promise<Forgotten> {
    const owner = parseSubject(subject, 'subject');
    this.#cache.clear(owner);
    this.#fetcher.detach(owner);
    return { everywhere: this.#shared ? await this.#shared.forget(owner) : true };
  }

  /**
   * Drops every token of a user, whatever password earned it: when the user is deleted, or the password may be known to others.
   *
   * @returns the same as {@link forget}
   */
  async forgetUser(username: string): Promise<Forgotten> {
    const owner = parseSubject({ username, password: () => '' }, 'username');
    this.#cache.clearUser(username);
    this.#fetcher.detachUser(username);
    return { everywhere: this.#shared ? await this.#shared.forget(owner) : true };
  }

  /** @internal */
  get status(): LinxoStatus {
    return statusOf(this.#fetcher.blockingEverybody);
  }

  /** @internal */
  get stats(): LinxoStats {
    return {
      ...this.#fetcher.stats,
      subjects: this.#cache.size,
      storeFailures: this.#shared?.failures ?? 0,
    };
  }

  /** @internal Ends what is under way. Cached tokens still serve; no other is fetched. */
  close(): void {
    this.#fetcher.close();
  }

  /**
   * @internal Returns the cached token that covers the scopes. If none does, returns one that was requested with these scopes but
   * granted fewer, because asking again would not change the answer. Starts a background refresh late in the token's lifetime.
   */
  cached(owner: TokenOwner, required: ScopeMask): ManagedToken | undefined {
    return this.#cache.fresh(owner, required) ?? this.#refreshing(owner, required);
  }

  #refreshing(owner: TokenOwner, required: ScopeMask): ManagedToken | undefined {
    const token = this.#cache.servable(owner, required);
    if (token?.isFresh === false) this.#fetcher.refresh({ owner, scopes: token.requested });
    return token;
  }

  /** @internal Fetches a token. It may have been granted less than was asked for. With no scope required, any token will do. */
  fetch(owner: TokenOwner, required: ScopeMask, wait?: WaitOptions): Promise<ManagedToken> {
    // The literal closure: whether the server honours inclusions is not known (docs/decisions/0002-ask-for-the-closure.md).
    const scopes = required === 0 ? ANY_TOKEN : expandMask(required);
    return this.#fetcher.fetch({ owner, scopes }, wait);
  }

  /** @internal Returns the cached token, or a promise of one that is fetched. Throws if it does not cover the scopes. */
  get(owner: TokenOwner, required: ScopeMask, wait?: WaitOptions): ManagedToken | Promise<ManagedToken> {
    const token = this.cached(owner, required);
    if (token) return covering(token, required);
    return this.fetch(owner, required, wait).then((fetched) => covering(fetched, required));
  }

  /**
   * @internal Returns another token in place of one that the API refused: its successor if there is one, so that late refusals
   * cost nothing, else a new one. While an API goes on refusing, new ones come ever more slowly, and the same one in between.
   */
  async renew(
    refused: ManagedToken,
    owner: TokenOwner,
    required: ScopeMask,
    wait?: WaitOptions,
  ): Promise<ManagedToken> {
    const current = this.cached(owner, required);
    if (current?.value === refused.value) {
      if (!this.#fetcher.mayRenew(owner)) return refused;
      await this.invalidate(current);
    }
    return this.get(owner, required, wait);
  }

  /**
   * @internal Returns the scopes of the token that seems to have displaced a refused one: an authorization server may keep only the
   * newest token of each user alive. It is announced, too.
   */
  displacedBy(refused: ManagedToken, owner: TokenOwner): string | undefined {
    const sibling = this.#cache.laterSibling(owner, refused);
    if (!sibling || sibling.requested === refused.requested) return undefined;
    announceDisplacement({ scope: refused.requestedScope, byScope: sibling.requestedScope });
    return sibling.requestedScope;
  }

  /** @internal Returns a deadline for a call that starts now. */
  newDeadline(): Deadline {
    return this.#fetcher.newDeadline();
  }
}

function covering(token: ManagedToken, required: ScopeMask): ManagedToken {
  if (token.covers(required)) return token;
  const missing = missingScopes(token.granted, required);
  throw new InsufficientScope({ requiredScopes: scopesOf(required), missingScopes: missing });
}
