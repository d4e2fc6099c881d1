/** The API client as an application sees it: the endpoints that the declared scopes open, each call typed. */
import type { Endpoint, PathOf } from '../catalog/endpoints.ts';
import type { ScopeMask } from '../scope/scope-set.ts';
import type { TokenSource } from '../token/token-source.ts';
import type {
  AnyText,
  EndpointAt,
  ItemOf,
  OptionsArgument,
  PagedEndpoint,
  Permitted,
  UntypedOptions,
} from './call-types.ts';
import { type ApiSetup, LinxoApiClient } from './linxo-api-client.ts';
import type { ResultOf } from './responses.ts';

/**
 * A client for the endpoints `E` of the Accounts API v2.1. Every call may throw: `EndpointNotPermitted` and `InvalidRequest`
 * before anything is sent, an error of the token manager, `TokenRejected`, `ApiRequestRefused`, `ApiUnavailable`,
 * `InvalidApiResponse` (see `docs/errors.md`).
 */
export interface ApiClient<in E extends Endpoint = Endpoint> {
  /** Reads: `get('/accounts', { query: { limit: 100 } })`, `get('/accounts/{id}', { path: { id } })`. */
  get<const P extends PathOf<'GET'> | AnyText>(
    path: Permitted<'GET', P, E>,
    ...options: OptionsArgument<EndpointAt<'GET', P>>
  ): Promise<ResultOf<EndpointAt<'GET', P>>>;
  /** Creates, or starts something: `post('/users', { body: { email, password } })` resolves to `{ id }`. */
  post<const P extends PathOf<'POST'> | AnyText>(
    path: Permitted<'POST', P, E>,
    ...options: OptionsArgument<EndpointAt<'POST', P>>
  ): Promise<ResultOf<EndpointAt<'POST', P>>>;
  /** Updates. */
  put<const P extends PathOf<'PUT'> | AnyText>(
    path: Permitted<'PUT', P, E>,
    ...options: OptionsArgument<EndpointAt<'PUT', P>>
  ): Promise<ResultOf<EndpointAt<'PUT', P>>>;
  /** Deletes. */
  delete<const P extends PathOf<'DELETE'> | AnyText>(
    path: Permitted<'DELETE', P, E>,
    ...options: OptionsArgument<EndpointAt<'DELETE', P>>
  ): Promise<ResultOf<EndpointAt<'DELETE', P>>>;
  /**
   * All items of a list, page by page as they are consumed: `for await (const account of api.paginate('/accounts'))`.
   * `page` counts from 1, `limit` is 100 by default and 500 at most; a page shorter than `limit` is the last. What is wrong
   * with the call is told when the first item is asked for.
   */
  paginate<const P extends PathOf<'GET', PagedEndpoint>>(
    path: Permitted<'GET', P, E>,
    ...options: OptionsArgument<EndpointAt<'GET', P>>
  ): AsyncIterableIterator<ItemOf<EndpointAt<'GET', P>>>;
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

/** A client for one subject, reaching what the declared scopes open. */
export function createApiClient(setup: ApiSetup, tokens: TokenSource, declared: ScopeMask): ApiClient {
  return new LinxoApiClient(setup, tokens, declared, undefined) as unknown as ApiClient;
}
