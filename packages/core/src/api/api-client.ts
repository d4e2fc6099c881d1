/** The API client: calls the endpoints that the declared scopes open, each with the token that is current. */
import { type Catalogue, type CatalogueEntry, opens } from '../catalog/catalogue.ts';
import type { Endpoint, PathOf } from '../catalog/endpoints.ts';
import type { Clock } from '../clock.ts';
import { EndpointNotPermitted, InvalidRequest, TokenRejected } from '../errors.ts';
import { type Fetch, type HttpOutcome, send } from '../http/fetch.ts';
import { expandMask, formatScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { AccessToken } from '../token/access-token.ts';
import type { TokenSource } from '../token/token-source.ts';
import { buildUrl } from './build-url.ts';
import type { ItemOf, OptionsArgument, PagedEndpoint, Permitted, Query, UntypedOptions } from './call-types.ts';
import { pages } from './pages.ts';
import { readAnswer } from './read-answer.ts';
import { RESPONSES, type ResultOf } from './responses.ts';

/**
 * A client for the endpoints `E` of the Accounts API v2.1. Every call may throw: `EndpointNotPermitted` and `InvalidRequest`
 * before anything is sent, an error of the token manager, `TokenRejected`, `ApiRequestRefused`, `ApiUnavailable`,
 * `InvalidApiResponse` (see `docs/errors.md`).
 */
export interface ApiClient<E extends Endpoint = Endpoint> {
  /** Reads: `get('/accounts', { query: { limit: 100 } })`, `get('/accounts/{id}', { path: { id } })`. */
  get<const P extends PathOf<'GET'>>(
    path: Permitted<'GET', P, E>,
    ...options: OptionsArgument<`GET ${P}`>
  ): Promise<ResultOf<`GET ${P}`>>;
  /** Creates, or starts something: `post('/users', { body: { email, password } })` resolves to `{ id }`. */
  post<const P extends PathOf<'POST'>>(
    path: Permitted<'POST', P, E>,
    ...options: OptionsArgument<`POST ${P}`>
  ): Promise<ResultOf<`POST ${P}`>>;
  /** Updates. */
  put<const P extends PathOf<'PUT'>>(
    path: Permitted<'PUT', P, E>,
    ...options: OptionsArgument<`PUT ${P}`>
  ): Promise<ResultOf<`PUT ${P}`>>;
  /** Deletes. */
  delete<const P extends PathOf<'DELETE'>>(
    path: Permitted<'DELETE', P, E>,
    ...options: OptionsArgument<`DELETE ${P}`>
  ): Promise<ResultOf<`DELETE ${P}`>>;
  /**
   * All items of a list, page by page as they are consumed: `for await (const account of api.paginate('/accounts'))`.
   * `page` counts from 1, `limit` is 100 by default; a page shorter than `limit` is the last.
   */
  paginate<const P extends PathOf<'GET', PagedEndpoint>>(
    path: Permitted<'GET', P, E>,
    ...options: OptionsArgument<`GET ${P}`>
  ): AsyncIterableIterator<ItemOf<`GET ${P}`>>;
  /**
   * Calls by name what the types do not know: an endpoint that the `endpoints` option added, a parameter that is not in the
   * catalogue. Still judged by the declared scopes; the answer is passed on unchecked.
   */
  request(endpoint: string, options?: UntypedOptions): Promise<unknown>;
  /**
   * The same client in Linxo's admin mode: the application's own token acts for this user (headers `x-linxo-user-id` and
   * `x-scope`, as a client that shipped sends them).
   */
  actingFor(userId: string): ApiClient<E>;
}

/** What all API clients of a Linxo instance share. */
export interface ApiSetup {
  readonly baseUrl: string;
  readonly catalogue: Catalogue;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Time limit of one exchange with the API, in milliseconds. */
  readonly timeoutMs: number;
}

/** A client for one subject, reaching what the declared scopes open. */
export function createApiClient(setup: ApiSetup, tokens: TokenSource, declared: ScopeMask): ApiClient {
  return new LinxoApiClient(setup, tokens, declared, undefined) as unknown as ApiClient;
}

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

class LinxoApiClient {
  readonly #setup: ApiSetup;
  readonly #tokens: TokenSource;
  readonly #declared: ScopeMask;
  readonly #userId: string | undefined;

  constructor(setup: ApiSetup, tokens: TokenSource, declared: ScopeMask, userId: string | undefined) {
    this.#setup = setup;
    this.#tokens = tokens;
    this.#declared = declared;
    this.#userId = userId;
  }

  get(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`GET ${path}`, options);
  }

  post(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`POST ${path}`, options);
  }

  put(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`PUT ${path}`, options);
  }

  delete(path: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(`DELETE ${path}`, options);
  }

  paginate(path: string, options: UntypedOptions = {}): AsyncIterableIterator<unknown> {
    const name = `GET ${path}`;
    return pages(name, options.query ?? {}, (query: Query) => this.#call(name, { ...options, query }));
  }

  request(endpoint: string, options?: UntypedOptions): Promise<unknown> {
    return this.#call(endpoint, options, false);
  }

  actingFor(userId: string): LinxoApiClient {
    if (!/^[\x21-\x7e]+$/.test(userId))
      throw new InvalidRequest('actingFor() takes a user id: visible ASCII characters.');
    return new LinxoApiClient(this.#setup, this.#tokens, this.#declared, userId);
  }

  async #call(name: string, options: UntypedOptions = {}, isChecked = true): Promise<unknown> {
    const { catalogue, baseUrl, clock, timeoutMs } = this.#setup;
    const entry = permittedEntry(name, catalogue, this.#declared);
    const url = buildUrl(baseUrl, entry.path, options.path, options.query);
    const token = await this.#tokens.current(options.signal);
    let sent = token;
    let outcome = await this.#send(entry, url, token, options);
    if (outcome.kind === 'answer' && outcome.status === 401) {
      sent = await this.#tokens.replace(token, options.signal);
      if (sent.value === token.value)
        throw new TokenRejected(`The API refuses the token at ${name}, and there is no other.`);
      outcome = await this.#send(entry, url, sent, options);
    }
    const schema = isChecked ? RESPONSES[name as Endpoint] : undefined;
    return readAnswer(outcome, { name, schema, secrets: [sent.value, token.value], clock, timeoutMs });
  }

  #send(
    entry: CatalogueEntry,
    url: string,
    token: AccessToken,
    { body, signal }: UntypedOptions,
  ): Promise<HttpOutcome> {
    return send(this.#setup.fetch, {
      method: entry.method,
      url,
      headers: {
        accept: 'application/json',
        authorization: bearer(token),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#userId === undefined ? {} : this.#adminMode(this.#userId)),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: this.#setup.timeoutMs,
      maxBytes: MAX_RESPONSE_BYTES,
      signal,
    });
  }

  #adminMode(userId: string): Readonly<Record<string, string>> {
    return { 'x-linxo-user-id': userId, 'x-scope': formatScopes(expandMask(this.#declared)) };
  }
}

/** Fails closed: a request without a token is never sent. */
function bearer({ value }: AccessToken): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new TokenRejected('There is no access token to send.');
  return `Bearer ${value}`;
}

function permittedEntry(name: string, catalogue: Catalogue, declared: ScopeMask): CatalogueEntry {
  const entry = catalogue.get(name);
  if (!entry) {
    throw new EndpointNotPermitted(
      `${JSON.stringify(name)} is not in the endpoint catalogue: add it with the endpoints option.`,
    );
  }
  if (opens(declared, entry)) return entry;
  throw new EndpointNotPermitted(
    `${name} needs ${formatScopes(entry.anyOf).replaceAll(' ', ' or ')}; declared: ${formatScopes(declared) || 'no scope'}.`,
  );
}
