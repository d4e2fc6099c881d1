/** The table of the endpoints of Linxo's Accounts API v2.1 and the scopes that permit them. No other file repeats them. */
import type { Scope, ScopeClosure } from './scopes.ts';

/** An HTTP method that the API uses. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Says how sure a fact is: `documented` by Linxo, `observed` in a client that shipped, `inferred` from other facts, or
 * `guessed` from Linxo's wording.
 */
export type Confidence = 'documented' | 'observed' | 'inferred' | 'guessed';

interface EndpointFacts {
  /** Describes a call as a verb phrase. */
  readonly does: string;
  /** Any one of these scopes, or a scope that includes one of them, permits the endpoint. If the list is empty, any valid token does. */
  readonly anyOf: readonly Scope[];
  /** The names of the query parameters. */
  readonly query?: readonly string[];
  /** The confidence in method and path. */
  readonly path: Confidence;
  /** The confidence in `anyOf`. */
  readonly scope: Confidence;
}

const PAGING = ['page', 'limit'] as const;
const ACCOUNT_FILTERS = ['connection_id', 'type', 'status', 'usage', 'q', 'sort'] as const;
const TRANSACTION_FILTERS = [
  'account_id',
  'origin',
  'included_statuses',
  'excluded_statuses',
  'min_amount',
  'max_amount',
  'amount',
  'account_type',
  'start_date',
  'end_date',
  'category_id',
  'start_import_date',
] as const;

/**
 * Every known endpoint of the Accounts API v2.1, by `METHOD /path`.
 *
 * If `path` is `'guessed'`, Linxo mentions the endpoint without its exact method and path. If the guess is wrong, correct
 * it with the `endpoints` option of {@link createLinxo}.
 *
 * @see Linxo Connect, Accounts API v2.1, reference and "Authentication"
 */
export const ENDPOINTS = {
  'POST /users': { does: 'create a user', anyOf: ['users_create'], path: 'observed', scope: 'documented' },
  'GET /users/me': { does: "read the token's own user", anyOf: ['profile'], path: 'observed', scope: 'documented' },
  'GET /users/{id}': { does: 'read a user', anyOf: ['profile'], path: 'observed', scope: 'documented' },
  'PUT /users/{id}': { does: 'update a user', anyOf: ['profile_edit'], path: 'guessed', scope: 'documented' },
  'DELETE /users/{id}': {
    does: "delete a user and the user's data",
    anyOf: ['profile_edit'],
    path: 'observed',
    scope: 'documented',
  },

  'GET /accounts': {
    does: 'list bank accounts',
    anyOf: ['accounts_read'],
    query: [...ACCOUNT_FILTERS, ...PAGING],
    path: 'documented',
    scope: 'documented',
  },
  'GET /accounts/{id}': {
    does: 'read a bank account',
    anyOf: ['accounts_read'],
    path: 'observed',
    scope: 'documented',
  },
  'POST /accounts': {
    does: 'create a manual account',
    anyOf: ['accounts_manage'],
    path: 'guessed',
    scope: 'documented',
  },
  'PUT /accounts/{id}': { does: 'update an account', anyOf: ['accounts_manage'], path: 'guessed', scope: 'documented' },
  'DELETE /accounts/{id}': {
    does: 'delete an account',
    anyOf: ['accounts_manage'],
    path: 'guessed',
    scope: 'documented',
  },

  'GET /transactions': {
    does: 'list transactions',
    anyOf: ['transactions_read'],
    query: [...TRANSACTION_FILTERS, ...PAGING],
    path: 'documented',
    scope: 'documented',
  },
  'GET /transactions/{id}': {
    does: 'read a transaction',
    anyOf: ['transactions_read'],
    path: 'observed',
    scope: 'documented',
  },

  'GET /connections': {
    does: 'list connections to banks',
    anyOf: ['transactions_read'],
    query: PAGING,
    path: 'documented',
    scope: 'documented',
  },
  'GET /connections/{id}': {
    does: 'read a connection',
    anyOf: ['transactions_read'],
    path: 'observed',
    scope: 'documented',
  },
  'POST /connections': {
    does: 'add a connection',
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'documented',
  },
  'PUT /connections/{id}': {
    does: "update a connection's credentials",
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'documented',
  },
  'DELETE /connections/{id}': {
    does: 'delete a connection',
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'inferred',
  },
  'POST /connections/sync': {
    does: 'synchronize all connections',
    anyOf: ['connections_sync'],
    query: ['type'],
    path: 'guessed',
    scope: 'documented',
  },
  'POST /connections/{id}/sync': {
    does: 'synchronize one connection',
    anyOf: ['connections_sync'],
    query: ['type'],
    path: 'guessed',
    scope: 'documented',
  },

  'POST /queues': {
    does: 'subscribe to synchronization events',
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'documented',
  },
  'GET /queues/{id}': {
    does: 'poll synchronization events',
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'inferred',
  },
  'POST /keys': {
    does: 'generate a key that encrypts credentials',
    anyOf: ['connections_manage'],
    path: 'guessed',
    scope: 'documented',
  },

  'GET /providers': { does: 'list banks', anyOf: [], query: PAGING, path: 'guessed', scope: 'inferred' },
  'GET /providers/{id}': { does: 'read a bank', anyOf: [], path: 'guessed', scope: 'inferred' },
  'GET /categories': { does: 'read the category tree', anyOf: [], path: 'documented', scope: 'inferred' },
} as const satisfies Record<`${Method} /${string}`, EndpointFacts>;

/** An endpoint of the API by method and path template, such as `'GET /accounts/{id}'`. */
export type Endpoint = keyof typeof ENDPOINTS;

/** The path templates of a method, limited to the endpoints `E`. */
export type PathOf<M extends Method, E extends Endpoint = Endpoint> = E extends `${M} ${infer P}` ? P : never;

/** The scopes of which any one permits `E`, or `never` if any valid token does. */
export type ScopeThatOpens<E extends Endpoint> = Extract<(typeof ENDPOINTS)[E]['anyOf'][number], Scope>;

/** The endpoints that a token with all of the scopes `S` permits, directly or by inclusion. */
export type OpenedBy<S extends Scope> = {
  [E in Endpoint]: [ScopeThatOpens<E>] extends [never]
    ? E
    : [Extract<ScopeThatOpens<E>, ScopeClosure<S>>] extends [never]
      ? never
      : E;
}[Endpoint];
