/** The declarations of routes as types: a wrong scope, or scopes of different subjects, do not compile. */
import type { Endpoint, OpenedBy, ScopeThatOpens } from '../catalog/endpoints.ts';
import type { Scope, SCOPES } from '../catalog/scopes.ts';

/** Options of a guard. */
export interface GuardOptions {
  /**
   * Asks for the application's own token, whatever the scopes: Linxo's admin mode.
   * Default: the token of the scopes' subject (`users_create`: the application; the others: the user).
   */
  readonly as: 'client';
}

/** The arguments of a guard: at least one scope or endpoint, then options. */
export type Declared<T> = readonly [T, ...(T | GuardOptions)[]];

/** The compiler's message for scopes of different subjects. `{ as: 'client' }` asks for one token that has them all. */
interface ScopesOfDifferentSubjects<S extends Scope> {
  readonly 'no single token carries these scopes': S;
}

type SubjectTypeOf<S extends Scope> = (typeof SCOPES)[S]['subject'];
type IsUnion<T, All = T> = [T] extends [never] ? false : T extends unknown ? ([All] extends [T] ? false : true) : never;
type AllOf<T> = readonly [T, ...T[]];

type OfOneSubject<A, S extends Scope> =
  IsUnion<SubjectTypeOf<S>> extends true ? { readonly [I in keyof A]: ScopesOfDifferentSubjects<S> } : A;

/** The arguments of `requireScope` and `requireAnyScope`, checked. */
export type CheckedScopes<A extends Declared<Scope>> = A extends readonly [...AllOf<Scope>, GuardOptions]
  ? A
  : A extends AllOf<Scope>
    ? OfOneSubject<A, A[number]>
    : AllOf<Scope>;

/** The arguments of `requireEndpoint`, checked. */
export type CheckedEndpoints<A extends Declared<Endpoint>> = A extends readonly [...AllOf<Endpoint>, GuardOptions]
  ? A
  : A extends AllOf<Endpoint>
    ? ScopesOfEndpoints<A> extends infer S extends Scope
      ? OfOneSubject<A, S>
      : A
    : AllOf<Endpoint>;

/** The scopes among a guard's arguments. */
export type DeclaredScopes<A extends readonly unknown[]> = Extract<A[number], Scope>;

/** The endpoints that each of the scopes opens, so that they can be called whichever one was granted. */
export type OpenedByAny<S extends Scope> = {
  [E in Endpoint]: [S] extends [OpenerOf<E, S>] ? E : never;
}[Endpoint];

type OpenerOf<E extends Endpoint, S extends Scope> = S extends Scope ? (E extends OpenedBy<S> ? S : never) : never;

/** The scopes that open a guard's endpoints, by the catalogue. */
export type ScopesOfEndpoints<A extends readonly unknown[]> = ScopeThatOpens<Extract<A[number], Endpoint>>;

declare const DECLARED: unique symbol;
declare const REACHED: unique symbol;

// The two brands below exist in the types only. They let the compiler match a guard with the handler behind it. Both name every
// endpoint: where the guard does not permit one, its `false` refuses the `true` of a handler that reaches it; where it does, its
// `any` fits both. A second guard fits only if it declares the same scopes.

/** Brands the state that a guard leaves with the scopes that it declares and the endpoints that they open. */
export interface Guarded<S extends Scope, E extends Endpoint> {
  readonly [DECLARED]?: (scopes: (scope: S) => S) => void;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [REACHED]?: { readonly [P in Endpoint]: P extends E ? any : false };
}

/** Brands the state that a handler needs with the endpoints that it reaches. */
export interface HandlerNeeds<E extends Endpoint> {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [DECLARED]?: (scopes: any) => void;
  readonly [REACHED]?: { readonly [P in Endpoint]: P extends E ? true : false };
}
