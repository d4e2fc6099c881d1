/** What the contract suite needs of an adapter: a third one is under contract with one file like `koa.ts`. */
import type { Endpoint, Linxo, LinxoAccess, Scope } from '@linxo-guard/core';
import type { Declared, UserFound } from '@linxo-guard/core/adapter';

/** What a route of the contract declares. */
export type Guarding =
  | { readonly kind: 'scope' | 'any-scope'; readonly args: Declared<Scope> }
  | { readonly kind: 'endpoint'; readonly args: Declared<Endpoint> };

/** A route of the contract: what it declares, and what its handler makes of the access. */
export interface ContractRoute {
  readonly path: string;
  /** Left out: the route is public. */
  readonly guarding?: Guarding;
  /** Guards that a request passes before that one. */
  readonly before?: readonly Guarding[];
  readonly handle: (access: LinxoAccess | undefined) => unknown;
}

/** An application of the contract. */
export interface ContractApp {
  readonly connect: Linxo;
  readonly routes: readonly ContractRoute[];
  /** Finds the user by the request's headers. */
  readonly user?: ((header: (name: string) => string | undefined) => UserFound | Promise<UserFound>) | undefined;
  /** Whether `problemDetails()` is mounted. Default: true. */
  readonly problems?: boolean;
  /** Whether `linxo(…)` is mounted. Default: true. */
  readonly mounted?: boolean;
  /** Hears of what is answered with 500 and above, the way an application's log would. */
  readonly log?: (error: unknown) => void;
  /** The application's own error handling, in place of the adapter's and the framework's. */
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
  /** Declares the routes with the adapter's own functions and serves them on loopback. What these throw, it throws. */
  serve(app: ContractApp): Promise<Served>;
}
