/** The interface between the contract suite and an adapter. A new adapter needs one file like `koa.ts`. */
import type { Endpoint, Linxo, LinxoAccess, LinxoError, Scope } from '@linxo-guard/core';
import type { Declared, UserFound } from '@linxo-guard/core/adapter';

/** The declaration of a route of the contract. */
export type Guarding =
  | { readonly kind: 'scope' | 'any-scope'; readonly args: Declared<Scope> }
  | { readonly kind: 'endpoint'; readonly args: Declared<Endpoint> };

/** A route of the contract, with its declaration and its handler. */
export interface ContractRoute {
  readonly path: string;
  /** The declaration. A route without one is public. */
  readonly guarding?: Guarding;
  /** The guards that a request passes before that one. */
  readonly before?: readonly Guarding[];
  /** `setHeader` sets a header of the answer. */
  readonly handle: (access: LinxoAccess | undefined, setHeader: (name: string, value: string) => void) => unknown;
}

/** An application of the contract. */
export interface ContractApp {
  readonly connect: Linxo;
  readonly routes: readonly ContractRoute[];
  /** Returns the user by the request's headers. */
  readonly user?: ((header: (name: string) => string | undefined) => UserFound | Promise<UserFound>) | undefined;
  /** True if `problemDetails()` is mounted. Default: true. */
  readonly problems?: boolean;
  /** True if `linxo(…)` is mounted. Default: true. */
  readonly mounted?: boolean;
  /** Receives the errors that are answered with 500 and above, as an application's log would. */
  readonly log?: (error: unknown) => void;
  /** True if the framework prints errors, as on a developer's machine. Default: false. */
  readonly prints?: boolean;
  /** The option `onError` of `problemDetails()`. It is also given a header of the request. */
  readonly onProblem?: (error: LinxoError, header: (name: string) => string | undefined) => void;
  /** The application's own error handling, which replaces the adapter's and the framework's. */
  readonly onError?: (error: unknown) => { readonly status: number; readonly body: unknown };
}

/** An application that listens on loopback. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** An adapter under contract. */
export interface Adapter {
  readonly name: string;
  /** Declares the routes with the adapter's functions and serves them on loopback. Errors of these functions are thrown. */
  serve(app: ContractApp): Promise<Served>;
}
