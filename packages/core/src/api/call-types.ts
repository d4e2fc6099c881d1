/** The types of a call's arguments, derived from the endpoint's name and from the catalogue. */
import type { Endpoint, ENDPOINTS, Method, PathOf, ScopeThatOpens } from '../catalog/endpoints.ts';
import type { Scope } from '../catalog/scopes.ts';
import type { ResultOf } from './responses.ts';

/** The type that the compiler names where the declared scopes do not permit an endpoint. Any one of the scopes `S` would permit it. */
interface NeedsScope<S extends Scope> {
  readonly 'the declared scopes do not open this endpoint; it needs': S;
}

/** The endpoint with this method and path, or `never` if there is none. */
export type EndpointAt<M extends Method, P extends string> = Extract<`${M} ${P}`, Endpoint>;

/**
 * Any text, for a parameter whose known values an editor suggests. It lets the compiler report an unknown path differently from
 * one that needs another scope.
 */
export type AnyText = string & {};

type EndpointWith<M extends Method> = Extract<Endpoint, `${M} ${string}`>;
type PathsByEndpoint = { readonly [E in Endpoint]: PathOf<Method, E> };
type Anything = { readonly [E in Endpoint]: unknown };

/**
 * The type of the path `P` for a client that may call the endpoints `E`. A known path that `E` does not contain would also have
 * to be a {@link NeedsScope}, which no text is. An unknown path becomes the union of the permitted ones. No conditional type
 * depends on `E`, so that the compiler accepts a client with more endpoints where one with fewer is expected.
 */
export type Permitted<M extends Method, P extends string, E extends Endpoint> = [EndpointAt<M, P>] extends [never]
  ? { [A in EndpointWith<M>]: PathsByEndpoint[A & E] }[EndpointWith<M>]
  : P & (Anything[E & EndpointAt<M, P>] | NeedsScope<ScopeThatOpens<EndpointAt<M, P>>>);

/** A value of a query parameter. A `Date` is sent as seconds since the epoch. */
type QueryValue = string | number | boolean | Date;

/** Query parameters. The values of a list are joined with commas. `undefined` and an empty list leave the parameter out. */
export type Query<Names extends string = string> = {
  readonly [N in Names]?: QueryValue | readonly QueryValue[] | undefined;
};

/** The documented request bodies. Other POST and PUT endpoints take any JSON object. */
interface Bodies {
  /** The password may have at most 72 characters. */
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

/** The options that every call takes. */
interface CommonOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of a call of the endpoint `E`. */
export type CallOptions<E extends Endpoint> = CommonOptions &
  QueryOption<E> &
  BodyOption<E> &
  (E extends `${string} ${infer P}` ? PathOption<P> : never);

/** The options as an argument list. The argument may be left out if none of the options is required. */
export type OptionsArgument<E extends Endpoint> = [E] extends [never]
  ? [options?: UntypedOptions]
  : {} extends CallOptions<E>
    ? [options?: CallOptions<E>]
    : [options: CallOptions<E>];

/** The options of an untyped call, for endpoints and parameters that are not in the catalogue. */
export interface UntypedOptions extends CommonOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Query;
  /** The body, which is sent as JSON. */
  readonly body?: object;
}

/** The endpoints whose list comes in pages. */
export type PagedEndpoint = {
  [E in Endpoint]: 'page' extends QueryNames<E> ? E : never;
}[Endpoint];

/** The type of one item of an endpoint's list. */
export type ItemOf<E extends Endpoint> = ResultOf<E> extends readonly (infer I)[] ? I : never;
