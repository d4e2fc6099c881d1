/** Fetches tokens: one flight for all who want the same token, and no request while a cool-down blocks it. */
import { Deadline } from '../async/deadline.ts';
import { type Flight, SingleFlight } from '../async/single-flight.ts';
import { Guesses } from '../cool-down/guesses.ts';
import { TokenCoolDowns } from '../cool-down/token-cool-downs.ts';
import { Closed } from '../errors/errors.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { freshKeyOf, ownerKeyIn, requestKeyOf, type TokenRequest } from '../subject/token-request.ts';
import { type LifetimeOptions, ManagedToken } from './access-token.ts';
import { FetcherCounts, type FetcherStats } from './fetcher-counts.ts';
import { PasswordReader } from './password-reader.ts';
import { RequestLine } from './request-line.ts';
import { sendTokenRequest, type SendTokenRequestOptions } from './send-token-request.ts';
import type { SharedTokens } from './shared-tokens.ts';
import type { TokenCache } from './token-cache.ts';
import { stuckInLine, suits, throwLate, throwOwnCopy, type WaitOptions } from './wait-options.ts';

/** Options of a {@link TokenFetcher}. */
export interface TokenFetcherOptions extends Omit<SendTokenRequestOptions, 'timeline' | 'passwords'> {
  readonly lifetime: LifetimeOptions;
  /** Time limit for getting a token, in milliseconds. */
  readonly timeoutMs: number;
}

/** The fetcher of one manager. It caches what it fetches. */
export class TokenFetcher {
  readonly #options: TokenFetcherOptions;
  readonly #cache: TokenCache;
  readonly #shared: SharedTokens | undefined;
  readonly #coolDowns: TokenCoolDowns;
  readonly #guesses: Guesses;
  readonly #line: RequestLine;
  readonly #passwords: PasswordReader;
  readonly #flights = new SingleFlight<ManagedToken>();
  readonly #closing = new AbortController();
  readonly #counts = new FetcherCounts();

  constructor(options: TokenFetcherOptions, cache: TokenCache, shared?: SharedTokens) {
    const { policy, endpoint, clientSecret } = options;
    this.#options = options;
    this.#cache = cache;
    this.#shared = shared;
    this.#coolDowns = new TokenCoolDowns(policy, endpoint.clock, clientSecret);
    this.#guesses = new Guesses({ policy, clock: endpoint.clock, hasToken: (owner) => cache.has(owner) });
    this.#line = new RequestLine(policy, stuckInLine);
    this.#passwords = new PasswordReader(policy);
  }

  get stats(): FetcherStats {
    return this.#counts.stats;
  }

  /** Returns a deadline that starts now. */
  newDeadline(holdsProcess = true): Deadline {
    const { endpoint, timeoutMs } = this.#options;
    return new Deadline({ clock: endpoint.clock, timeoutMs, closing: this.#closing.signal, holdsProcess });
  }

  /**
   * Fetches a token, together with all who want the same one. It may have been granted less than was asked for.
   *
   * @throws LinxoError when no token was given, or while a cool-down blocks the request
   */
  fetch(request: TokenRequest, wait: WaitOptions = {}): Promise<ManagedToken> {
    const { signal, deadline = this.newDeadline(), isFresh } = wait;
    const key = isFresh ? freshKeyOf(request) : requestKeyOf(request);
    const fly = (flight: Flight) => this.#fly(request, flight, wait);
    return this.#flights.join(key, { deadline, signal, late: throwLate }, fly).catch(throwOwnCopy);
  }

  /** Fetches a token in the background, unless it is being fetched or a cool-down blocks it. A failure disturbs nobody. */
  refresh(request: TokenRequest): void {
    const key = requestKeyOf(request);
    if (this.#closing.signal.aborted || this.#flights.has(key) || !this.#coolDowns.mayRefresh(request)) return;
    const { clock } = this.#options.endpoint;
    const startedAtMs = clock.monotonic();
    const end = (error?: unknown) => this.#counts.refreshed(request.scopes, clock.monotonic() - startedAtMs, error);
    const deadline = this.newDeadline(false);
    const fly = (flight: Flight) =>
      this.#fly(request, flight).catch((error: unknown) => {
        // Still in flight, so that no call between starts another refresh.
        this.#coolDowns.refreshFailed(request, error);
        throw error;
      });
    this.#flights.join(key, { deadline, late: throwLate }, fly).then(() => end(), end);
  }

  /** The error that is in everybody's way: the client is refused, the server is down, or the instance is closed. */
  get blockingEverybody(): unknown {
    if (this.#closing.signal.aborted) return this.#closing.signal.reason as unknown;
    return this.#coolDowns.blockingEverybody;
  }

  /** Returns true if an owner's refused token may be renewed now. */
  mayRenew(owner: TokenOwner): boolean {
    return this.#coolDowns.mayRenew(owner);
  }

  /** Lets the flights of some owners end for those who wait, but caches nothing of them. */
  detach(isTheirs: (ownerKey: string) => boolean): void {
    this.#flights.detach((requestKey) => isTheirs(ownerKeyIn(requestKey)));
  }

  /** Ends what is under way. Nothing is fetched any more. */
  close(): void {
    this.#closing.abort(new Closed());
    this.#shared?.close();
  }

  async #fly({ owner, scopes }: TokenRequest, flight: Flight, wait: WaitOptions = {}): Promise<ManagedToken> {
    const request = { owner: owner.detached(), scopes };
    this.#shared?.know(request.owner);
    await this.#pass(request, flight.deadline);
    // A password that its function keeps waiting for takes no place in line. Where processes share tokens, one may be there already.
    const shared = wait.isFresh ? undefined : this.#shared;
    const password = shared ? undefined : await this.#passwords.read(request.owner, flight.deadline);
    const leave = await this.#line.enter(request.owner, flight.deadline);
    try {
      // A cool-down may have started while the request waited in line.
      await this.#pass(request, flight.deadline);
      const endGuess = this.#guesses.begin(request.owner);
      try {
        const token = await (shared
          ? this.#fetchOnce(shared, request, flight, wait)
          : this.#fetch(request, flight, password));
        this.#coolDowns.succeeded(request);
        return token;
      } finally {
        this.#coolDowns.endProbe(request);
        endGuess();
      }
    } finally {
      leave();
    }
  }

  /** Throws while a cool-down blocks a request, or the guesses at its username are slowed down. */
  async #pass(request: TokenRequest, deadline: Deadline): Promise<void> {
    this.#closing.signal.throwIfAborted();
    await this.#coolDowns.pass(request, deadline);
    this.#guesses.check(request.owner);
  }

  /** Fetches a token, or takes the one that another process fetches at the same time. */
  async #fetchOnce(shared: SharedTokens, request: TokenRequest, flight: Flight, wait: WaitOptions) {
    const { token, isFetchedHere } = await shared.once({
      request,
      deadline: flight.deadline,
      isGoodEnough: (found) => suits(found, flight, wait),
      replacing: flight.isAwaited ? undefined : this.#cache.servable(request.owner, request.scopes),
      fetch: () => this.#fetch(request, flight),
      mayKeep: (fetched) => fetched.lifetimeMs > 0 && flight.isAttached,
    });
    if (!isFetchedHere) {
      this.#counts.shared();
      this.#keep(token, request.owner, flight);
    }
    return token;
  }

  async #fetch(request: TokenRequest, flight: Flight, password?: string): Promise<ManagedToken> {
    const { lifetime, policy, endpoint } = this.#options;
    let sinceMs = 0;
    const onSend = () => {
      // A cool-down may have started while the application looked for the password.
      this.#coolDowns.probe(request);
      sinceMs = endpoint.clock.monotonic();
    };
    // A background refresh is not retried, because the current token still serves; nor is anything while a cool-down blocks it.
    const mayRetry = (attempt: number) =>
      flight.isAwaited && attempt < policy.retries && !this.#coolDowns.blocks(request);
    const options = { ...this.#options, passwords: this.#passwords, timeline: lifetime.timeline };
    const outcome = await this.#counts.count(
      sendTokenRequest(options, { ...request, password }, { deadline: flight.deadline, onSend, mayRetry }),
    );
    if (!outcome.response) {
      this.#coolDowns.failed(request, { ...outcome, sinceMs });
      if (outcome.failure === 'credentials-refused') this.#guesses.refused(request.owner);
      throw outcome.rereadError ?? outcome.error;
    }
    this.#guesses.accepted(request.owner);
    const { owner, scopes: requested } = request;
    const { accessToken: value, granted, lifetimeMs = 0 } = outcome.response;
    const token = new ManagedToken(
      { owner, value, requested, granted, lifetimeMs, sinceMs: outcome.sentAtMs },
      lifetime,
    );
    // A token of unknown lifetime serves those who wait for it, and is not cached.
    if (token.lifetimeMs > 0) this.#keep(token, owner, flight);
    return token;
  }

  #keep(token: ManagedToken, owner: TokenOwner, flight: Flight): void {
    if (!flight.isAttached) return;
    // Before it is cached: the users whom this drives out are dropped from the cache.
    this.#shared?.know(owner);
    this.#cache.set(token);
  }
}
