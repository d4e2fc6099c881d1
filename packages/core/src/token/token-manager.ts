/** Gives out access tokens for the application and its users: the cached one, or one that is fetched once for all who want it. */
import type { Deadline } from '../async/deadline.ts';
import { SCOPE_FOR_ANY_TOKEN } from '../catalog/scopes.ts';
import { announceDisplacement } from '../diagnostics/channels.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { expandMask, maskOf, type ScopeMask } from '../scope/scope-set.ts';
import { requireOptions } from '../subject/require-options.ts';
import type { Subject } from '../subject/subject.ts';
import { isKeyOfUser } from '../subject/owner-key.ts';
import { parseSubject, parseTypedOwner, parseUsername, TokenOwner } from '../subject/token-owner.ts';
import { type AccessToken, ManagedToken } from './access-token.ts';
import { covering } from './covering.ts';
import type { SharedTokens } from './shared-tokens.ts';
import { type LinxoStats, type LinxoStatus, statusOf } from './status.ts';
import type { TokenCache } from './token-cache.ts';
import type { TokenFetcher } from './token-fetcher.ts';
import type { Forgotten, GetAccessTokenOptions, TokenOptions } from './token-options.ts';
import type { WaitOptions } from './wait-options.ts';

const ANY_TOKEN = maskOf([SCOPE_FOR_ANY_TOKEN]);

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
  getAccessToken(options: GetAccessTokenOptions): Promise<AccessToken> {
    try {
      const { subject, scopes, signal, fresh } = requireOptions(options, 'getAccessToken');
      const required = parseDeclaredScopes(scopes, 'scopes');
      if (fresh) return this.#getFresh(parseTypedOwner(subject, 'subject'), required, signal);
      const owner = parseSubject(subject, 'subject');
      const token = this.cached(owner, required);
      return token?.covers(required) ? token.asPromise : this.#get(owner, required, { signal });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #getFresh(owner: TokenOwner, required: ScopeMask, signal?: AbortSignal): Promise<ManagedToken> {
    return covering(await this.fetch(owner, required, { signal, isFresh: true }), required);
  }

  async #get(owner: TokenOwner, required: ScopeMask, wait: WaitOptions): Promise<ManagedToken> {
    return this.get(owner, required, wait);
  }

  /**
   * Returns the token that {@link getAccessToken} would give at once, or undefined where it would have to wait, or refuse.
   *
   * @throws InvalidConfiguration when the subject or the scopes make no sense
   */
  peek(options: TokenOptions): AccessToken | undefined {
    const { subject, scopes } = requireOptions(options, 'peek');
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
   * Drops every token of a subject, one that is being fetched included: for log-out. In this process they are gone at once. The shared
   * store, where one is set, forgets the user whatever the password was, and tells the other processes; if it does not answer, it is
   * told when it answers again.
   */
  async forget(subject: Subject): Promise<Forgotten> {
    const owner = parseSubject(subject, 'subject');
    this.#cache.clear(owner);
    this.#fetcher.detach((ownerKey) => ownerKey === owner.key);
    return this.#forgetShared(owner);
  }

  /**
   * Drops every token of a user, whatever password earned it: after a change of the password, or when an account is deleted.
   *
   * @throws InvalidConfiguration when the username is empty
   */
  async forgetUser(username: string): Promise<Forgotten> {
    const name = parseUsername(username, 'forgetUser()');
    this.#cache.clearUser(name);
    this.#fetcher.detach((ownerKey) => isKeyOfUser(ownerKey, name));
    return this.#forgetShared(new TokenOwner(name, ''));
  }

  async #forgetShared(owner: TokenOwner): Promise<Forgotten> {
    return { everywhere: (await this.#shared?.forget(owner)) ?? true };
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
    if (current?.value !== refused.value) return this.get(owner, required, wait);
    if (!this.#fetcher.mayRenew(owner)) return refused;
    await this.invalidate(current);
    // The newest token was refused: whatever revoked it has probably revoked the older ones, too.
    return covering(await this.fetch(owner, required, { ...wait, laterThan: refused }), required);
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
