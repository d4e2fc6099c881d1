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

/** A brand in the types only. Without it TypeScript would accept a handler that needs more scopes than the guard grants. */
export interface Guarded<S extends Scope> {
  readonly [DECLARED]: S;
}
