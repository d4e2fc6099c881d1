/** What a call takes, as types: worked out from the endpoint's name and from the catalogue. */
import type { Endpoint, ENDPOINTS, Method, PathOf, ScopeThatOpens } from '../catalog/endpoints.ts';
import type { Scope } from '../catalog/scopes.ts';
import type { ResultOf } from './responses.ts';

/** What the compiler says of an endpoint that the declared scopes do not open: the scopes of which any one would. */
export interface NeedsScope<S extends Scope> {
  readonly 'the declared scopes do not open this endpoint; it needs': S;
}

/** The endpoint that a method and a path name; `never` where there is none. */
export type EndpointAt<M extends Method, P extends string> = Extract<`${M} ${P}`, Endpoint>;

/** Any text, for a parameter that offers known values: a wrong one is then told apart from one that needs a scope. */
export type AnyText = string & {};

type EndpointWith<M extends Method> = Extract<Endpoint, `${M} ${string}`>;
type PathsByEndpoint = { readonly [E in Endpoint]: PathOf<Method, E> };
type Anything = { readonly [E in Endpoint]: unknown };

/**
 * A path that may be called with the endpoints `E`. One that may not must be a {@link NeedsScope} as well, an unknown one is
 * turned into those that may. `E` is only intersected, never asked about in a condition: so the compiler sees that a client
 * which reaches more serves where one that reaches less is wanted.
 */
export type Permitted<M extends Method, P extends string, E extends Endpoint> = [EndpointAt<M, P>] extends [never]
  ? { [A in EndpointWith<M>]: PathsByEndpoint[A & E] }[EndpointWith<M>]
  : P & (Anything[E & EndpointAt<M, P>] | NeedsScope<ScopeThatOpens<EndpointAt<M, P>>>);

/** A value of a query parameter. A `Date` is sent as seconds since the epoch. */
export type QueryValue = string | number | boolean | Date;

/** Query parameters: a list repeats its parameter, `undefined` leaves it out. */
export type Query<Names extends string = string> = {
  readonly [N in Names]?: QueryValue | readonly QueryValue[] | undefined;
};

/** The bodies that are known. Any other endpoint that takes one takes any JSON object. */
interface Bodies {
  /** A password has at most 72 characters. */
  'POST /users': { readonly email: string; readonly password: string };
}

type ParameterNames<P extends string> = P extends `${string}{${infer N}}${infer Rest}`
  ? N | ParameterNames<Rest>
  : never;
type PathOption<P extends string> = [ParameterNames<P>] extends [never]
  ? { readonly path?: never }
  : { readonly path: { readonly [N in ParameterNames<P>]: string | number } };

type QueryNames<E extends Endpoint> = (typeof ENDPOINTS)[E] extends {
  readonly query: readonly (infer N extends string)[];
}
  ? N
  : never;
type QueryOption<E extends Endpoint> = [QueryNames<E>] extends [never]
  ? { readonly query?: never }
  : { readonly query?: Query<QueryNames<E>> };

type BodyOption<E extends Endpoint> = E extends keyof Bodies
  ? { readonly body: Bodies[E] }
  : E extends `POST ${string}` | `PUT ${string}`
    ? { readonly body?: object }
    : { readonly body?: never };

/** What every call takes. */
interface CommonOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

/** What a call of an endpoint takes. */
export type CallOptions<E extends Endpoint> = CommonOptions &
  QueryOption<E> &
  BodyOption<E> &
  (E extends `${string} ${infer P}` ? PathOption<P> : never);

/** The options as an argument: one that can be left out where nothing in it is required. */
export type OptionsArgument<E extends Endpoint> = [E] extends [never]
  ? [options?: UntypedOptions]
  : {} extends CallOptions<E>
    ? [options?: CallOptions<E>]
    : [options: CallOptions<E>];

/** What an untyped call takes: for endpoints and parameters that the catalogue does not know. */
export interface UntypedOptions extends CommonOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: object;
}

/** The lists that come in pages. */
export type PagedEndpoint = {
  [E in Endpoint]: 'page' extends QueryNames<E> ? E : never;
}[Endpoint];

/** One item of a list. */
export type ItemOf<E extends Endpoint> = ResultOf<E> extends readonly (infer I)[] ? I : never;
