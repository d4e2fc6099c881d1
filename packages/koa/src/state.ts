/** The types of what guards leave on `ctx.state`. */
import type { Endpoint, LinxoAccess, OpenedBy, Scope } from '@linxo-guard/core';
import type { Guarded, HandlerNeeds } from '@linxo-guard/core/adapter';
import type { Middleware } from 'koa';

/**
 * The state of a request that passed a guard: `ctx.state.linxo`. For controllers in files of their own:
 * `(ctx: RouterContext<LinxoState<'accounts_read'>>) => …`
 */
export interface LinxoState<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> extends HandlerNeeds<E> {
  linxo: LinxoAccess<S, E>;
}

/** A guard leaves this. Handlers that follow without an annotation of their own get this type. */
interface GuardState<S extends Scope, E extends Endpoint> extends Guarded<S, E> {
  linxo: LinxoAccess<S, E>;
}

/** A guard accepts this state of an annotated handler: one that reaches no other endpoints. */
interface AcceptedState<S extends Scope, E extends Endpoint> extends Guarded<S, E> {
  linxo: unknown;
}

/** A guard: Koa middleware behind which `ctx.state.linxo` reaches the endpoints `E`, and no others. */
// The handlers that follow take their state from the last type.
// `{}` and not `object`: only so do they see the narrowed state on a default `new Router()`.
export type GuardMiddleware<S extends Scope, E extends Endpoint = OpenedBy<S>> =
  // oxlint-disable-next-line typescript/no-empty-object-type
  Middleware<AcceptedState<S, E>, {}> & Middleware<GuardState<S, E>, {}>;
