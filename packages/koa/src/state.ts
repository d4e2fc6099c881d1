/** The types of what guards leave on `ctx.state`. */
import type { Endpoint, LinxoAccess, OpenedBy, Scope } from '@linxo-guard/core';
import type { Guarded } from '@linxo-guard/core/adapter';
import type { Middleware } from 'koa';

/** The state of a request that passed a guard: `ctx.state.linxo`. */
export interface LinxoState<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> {
  linxo: LinxoAccess<S, E>;
}

/** A guard: Koa middleware behind which `ctx.state.linxo` reaches the endpoints `E`, and no others. */
// `{}` and not `object`: only so do the handlers after it see the narrowed state on a default `new Router()`.
export type GuardMiddleware<S extends Scope, E extends Endpoint = OpenedBy<S>> = Middleware<
  LinxoState<S, E> & Guarded<S>,
  // oxlint-disable-next-line typescript/no-empty-object-type
  {}
>;
