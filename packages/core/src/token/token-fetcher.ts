/** Fetches tokens: one flight for all who want the same token, and no request while a cool-down blocks it. */
import { type Flight, SingleFlight } from '../async/single-flight.ts';
import { TokenCoolDowns } from '../cool-down/token-cool-downs.ts';
import { announceRefresh, outcomeOf, type RefreshEvent } from '../diagnostics/channels.ts';
import { Closed } from '../errors/errors.ts';
import { formatScopes } from '../scope/scope-set.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { ownerKeyIn, requestKeyOf, type TokenRequest } from '../subject/token-request.ts';
import { type LifetimeOptions, ManagedToken } from './access-token.ts';
import { sendTokenRequest, type SendTokenRequestOptions } from './send-token-request.ts';
import type { SharedTokens, TokenTest } from './shared-tokens.ts';
import type { TokenCache } from './token-cache.ts';

/** Options of a {@link TokenFetcher}. */
export interface TokenFetcherOptions extends SendTokenRequestOptions {
  readonly lifetime: LifetimeOptions;
}

/** Counts of one fetcher. */
export interface FetcherStats {
  /** Tokens that were fetched. */
  readonly fetched: number;
  /** Token requests that ended with an error, after their retries. */
  readonly failed: number;
  /** Tokens that were fetched in the background. */
  readonly refreshed: number;
  /** Background refreshes that ended with an error. */
  readonly refreshesFailed: number;
  /** Tokens that another process had fetched already. */
  readonly shared: number;
}

/** The fetcher of one manager. It caches what it fetches. */
export class TokenFetcher {
  readonly #options: TokenFetcherOptions;
  readonly #cache: TokenCache;
  readonly #shared: SharedTokens | undefined;
  readonly #coolDowns: TokenCoolDowns;
  readonly #flights = new SingleFlight<ManagedToken>();
  readonly #closing = new AbortController();
  readonly #stats = { fetched: 0, failed: 0, refreshed: 0, refreshesFailed: 0, shared: 0 };

  constructor(options: TokenFetcherOptions, cache: TokenCache, shared?: SharedTokens) {
    this.#options = options;
    this.#cache = cache;
    this.#shared = shared;
    this.#coolDowns = new TokenCoolDowns(options.policy, options.endpoint.clock, options.clientSecret);
  }

  get stats(): FetcherStats {
    return { ...this.#stats };
  }

  /**
   * Fetches a token, together with all who want the same one. It may have been granted less than was asked for.
   *
   * @param signal ends this caller's wait only
   * @throws LinxoError when no token was given, or while a cool-down blocks the request
   */
  fetch(request: TokenRequest, signal?: AbortSignal): Promise<ManagedToken> {
    return this.#flights.join(requestKeyOf(request), (flight) => this.#fly(request, flight, isServable), signal);
  }

  /** Fetches a token in the background, unless it is being fetched or a cool-down blocks it. A failure disturbs nobody. */
  refresh(request: TokenRequest): void {
    const key = requestKeyOf(request);
    if (this.#closing.signal.aborted || this.#flights.has(key) || this.#coolDowns.blocking(request)) return;
    const { clock } = this.#options.endpoint;
    const startedAtMs = clock.monotonic();
    const end = (outcome: RefreshEvent['outcome']) => {
      if (outcome === 'token') this.#stats.refreshed++;
      else this.#stats.refreshesFailed++;
      announceRefresh({ scope: formatScopes(request.scopes), durationMs: clock.monotonic() - startedAtMs, outcome });
    };
    this.#flights
      .join(key, (flight) => this.#fly(request, flight, isFresh))
      .then(
        () => end('token'),
        (error: unknown) => end(outcomeOf(error)),
      );
  }

  /** The error that blocks every request: the client was refused, the server asked all to wait, or the instance is closed. */
  get blockingEverybody(): unknown {
    if (this.#closing.signal.aborted) return this.#closing.signal.reason as unknown;
    return this.#coolDowns.blockingEverybody;
  }

  /** Returns true if an owner's refused token may be renewed now. */
  mayRenew(owner: TokenOwner): boolean {
    return this.#coolDowns.mayRenew(owner);
  }

  /** Lets the flights of an owner end for those who wait, but caches nothing of them. */
  detach(owner: TokenOwner): void {
    this.#flights.detach((requestKey) => ownerKeyIn(requestKey) === owner.key);
  }

  /** Ends what is under way. Nothing is fetched any more. */
  close(): void {
    this.#closing.abort(new Closed());
  }

  async #fly({ owner, scopes }: TokenRequest, flight: Flight, isGoodEnough: TokenTest): Promise<ManagedToken> {
    this.#closing.signal.throwIfAborted();
    const request = { owner: owner.detached(), scopes };
    const blocking = this.#coolDowns.blocking(request);
    if (blocking) await this.#coolDowns.passOrThrow(blocking, request);
    this.#coolDowns.probe(request);
    try {
      const token = await this.#fetchOnce(request, flight, isGoodEnough);
      this.#coolDowns.succeeded(request);
      return token;
    } finally {
      this.#coolDowns.endProbe(request);
    }
  }

  /** Fetches a token, or takes the one that another process fetches at the same time. */
  async #fetchOnce(request: TokenRequest, flight: Flight, isGoodEnough: TokenTest): Promise<ManagedToken> {
    // A background refresh is not retried: the current token still serves.
    const retries = isGoodEnough === isFresh ? 0 : this.#options.policy.retries;
    if (!this.#shared) return this.#fetch(request, flight, retries);
    let isFetchedHere = false;
    const token = await this.#shared.once(request, isGoodEnough, this.#options.timeoutMs, () => {
      isFetchedHere = true;
      return this.#fetch(request, flight, retries);
    });
    if (!isFetchedHere) {
      this.#stats.shared++;
      if (flight.isAttached) this.#cache.set(token);
    }
    return token;
  }

  async #fetch(request: TokenRequest, flight: Flight, retries: number): Promise<ManagedToken> {
    const outcome = await sendTokenRequest(this.#options, request, retries, this.#closing.signal);
    if (!outcome.response) {
      this.#stats.failed++;
      this.#coolDowns.failed(request, outcome.error, outcome.sent);
      throw outcome.error;
    }
    this.#stats.fetched++;
    const { owner, scopes: requested } = request;
    const { accessToken: value, granted, lifetimeMs = 0 } = outcome.response;
    const token = new ManagedToken({ owner, value, requested, granted, lifetimeMs }, this.#options.lifetime);
    // A token of unknown lifetime serves those who wait for it, and is not cached.
    if (token.lifetimeMs > 0 && flight.isAttached) {
      this.#cache.set(token);
      await this.#shared?.set(owner, token);
    }
    return token;
  }
}

const isServable: TokenTest = (token) => token.isServable;
const isFresh: TokenTest = (token) => token.isFresh;
