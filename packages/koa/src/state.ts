/** What the guards leave on `ctx.state`, as types. */
import type { Endpoint, Guarded, HandlerNeeds, LinxoAccess, OpenedBy, Scope } from '@linxo-guard/core';
import type { Middleware } from 'koa';

/**
 * The state of a request that passed a guard: `ctx.state.linxo`. For controllers in files of their own:
 * `(ctx: RouterContext<LinxoState<'accounts_read'>>) => …`
 */
export interface LinxoState<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> extends HandlerNeeds<E> {
  linxo: LinxoAccess<S, E>;
}

/** The same as a guard leaves it. Handlers that follow without a type of their own get this one. */
interface GuardState<S extends Scope, E extends Endpoint> extends Guarded<S, E> {
  linxo: LinxoAccess<S, E>;
}

/** The state with which a guard can be followed by a handler that has a type of its own: one that reaches nothing else. */
interface FollowedBy<S extends Scope, E extends Endpoint> extends Guarded<S, E> {
  linxo: unknown;
}

/** A guard: Koa middleware behind which `ctx.state.linxo` reaches the endpoints `E`, and no others. */
// The handlers that follow take their state from the last type.
// `{}` and not `object`: only so do they see the narrowed state on a default `new Router()`.
export type GuardMiddleware<S extends Scope, E extends Endpoint = OpenedBy<S>> =
  // oxlint-disable-next-line typescript/no-empty-object-type
  Middleware<FollowedBy<S, E>, {}> & Middleware<GuardState<S, E>, {}>;
