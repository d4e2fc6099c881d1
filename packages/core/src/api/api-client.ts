/** The API client as an application sees it: each call is typed, and limited to the endpoints that the declared scopes open. */
import type { Endpoint, PathOf } from '../catalog/endpoints.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import type {
  AnyText,
  EndpointAt,
  ItemOf,
  OptionsArgument,
  PagedEndpoint,
  Permitted,
  UntypedOptions,
} from './call-types.ts';
import { type ApiClientOptions, LinxoApiClient } from './linxo-api-client.ts';
import type { ResultOf } from './responses.ts';

/**
 * A client for the endpoints `E` of the Accounts API v2.1. Every call may throw: `EndpointNotPermitted` and `InvalidRequest`
 * before anything is sent, an error of the token manager, `TokenRejected`, `ApiRequestRefused`, `ApiUnavailable`,
 * `InvalidApiResponse` (see `docs/errors.md`).
 */
export interface ApiClient<in E extends Endpoint = Endpoint> {
  /**
   * Reads.
   *
   * @example
   * ```ts
   * const accounts = await api.get('/accounts', { query: { limit: 100 } });
   * const account = await api.get('/accounts/{id}', { path: { id: '42' } });
   * ```
   */
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
   * Iterates over all items of a list. The next page is requested while one is consumed, and never more than one is ahead; its error
   * comes after the items before it, and leaving the loop aborts it. `page` counts from 1, `limit` is 100 by default and 500 at most;
   * a page shorter than `limit` is the last. A wrong call fails when the first item is asked for.
   *
   * @example
   * ```ts
   * for await (const account of api.paginate('/accounts')) console.log(account.name);
   * ```
   */
  paginate<const P extends PathOf<'GET', PagedEndpoint>>(
    path: Permitted<'GET', P, E>,
    ...options: OptionsArgument<EndpointAt<'GET', P>>
  ): AsyncIterableIterator<ItemOf<EndpointAt<'GET', P>>>;
  /**
   * Calls an endpoint that the types do not know: one that the `endpoints` option added, or one with a parameter that is not in the
   * catalogue. The declared scopes still have to open it; the answer is passed on unchecked.
   */
  request(endpoint: string, options?: UntypedOptions): Promise<unknown>;
  /**
   * Returns this client in Linxo's admin mode: the application's own token acts for this user (headers `x-linxo-user-id` and
   * `x-scope`, as a client that shipped sends them). The API believes the id, so take it from your own database.
   *
   * @throws InvalidConfiguration when this client has a user's token; InvalidRequest when the id cannot be sent
   */
  actingFor(userId: string): ApiClient<E>;
}

/** Makes a client for one owner that reaches what the declared scopes open. */
export function createApiClient(options: ApiClientOptions, declared: TokenRequest): ApiClient {
  return new LinxoApiClient(options, declared, undefined) as unknown as ApiClient;
}
