/** What a route declares, as types: a wrong scope, or scopes of different subjects, do not compile. */
import type { Endpoint, OpenedBy, ScopeThatOpens } from '../catalog/endpoints.ts';
import type { Scope, SCOPES } from '../catalog/scopes.ts';

/** How a guard is to ask for its token. */
export interface GuardOptions {
  /**
   * Ask for the application's own token, whatever the scopes say: Linxo's admin mode.
   * Default: the token of the subject that carries the scopes (`users_create`: the application; the others: the user).
   */
  readonly as: 'client';
}

/** What the guards take: at least one thing that is declared, then options. */
export type Declared<T> = readonly [T, ...(T | GuardOptions)[]];

/** What the compiler says of scopes that no single token can carry. `{ as: 'client' }` asks for one that can. */
export interface ScopesOfDifferentSubjects<S extends Scope> {
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
    ? ScopesFor<A> extends infer S extends Scope
      ? OfOneSubject<A, S>
      : A
    : AllOf<Endpoint>;

/** The scopes among a guard's arguments. */
export type DeclaredScopes<A extends readonly unknown[]> = Extract<A[number], Scope>;

/** The endpoints that scopes open whichever one of them was granted. */
export type OpenedByAny<S extends Scope> = {
  [E in Endpoint]: [S] extends [OpenerOf<E, S>] ? E : never;
}[Endpoint];

type OpenerOf<E extends Endpoint, S extends Scope> = S extends Scope ? (E extends OpenedBy<S> ? S : never) : never;

/** The scopes that the catalogue has for a guard's endpoints. */
export type ScopesFor<A extends readonly unknown[]> = ScopeThatOpens<Extract<A[number], Endpoint>>;

declare const DECLARED: unique symbol;
declare const REACHED: unique symbol;

// The two types below are never values: they let the compiler match a guard with the handler behind it. A handler fits if it
// reaches no endpoint that the guard does not open (`true` is not assignable to `false`), whatever else it says about its state
// (`any` accepts both); two guards in a row fit only if they declare the same scopes.

/** Type-level mark of the state that a guard leaves: the scopes that it declares, and the endpoints that they open. */
export interface Guarded<S extends Scope, E extends Endpoint> {
  readonly [DECLARED]?: (scopes: (scope: S) => S) => void;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [REACHED]?: { readonly [P in Endpoint]: P extends E ? any : false };
}

/** Type-level mark of the state that a handler needs: the endpoints that it reaches. */
export interface HandlerNeeds<E extends Endpoint> {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [DECLARED]?: (scopes: any) => void;
  readonly [REACHED]?: { readonly [P in Endpoint]: P extends E ? true : false };
}
