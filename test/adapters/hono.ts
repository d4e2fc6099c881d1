/** An adapter for Hono 4. */
import type { Endpoint, Linxo, LinxoAccess, LinxoError, OpenedBy, Scope } from '@linxo-guard/core';
import { isLinxoError } from '@linxo-guard/core';
import * as core from '@linxo-guard/core/adapter';
import type { Context, ErrorHandler, MiddlewareHandler } from 'hono';

/** Brands what a guard leaves, in the types only: guards of different scopes in a row do not compile. */
declare const DECLARED: unique symbol;

/** A guard: middleware behind which `c.var.linxo` reaches the endpoints `E`, and no others. */
export type GuardMiddleware<S extends Scope, E extends Endpoint = OpenedBy<S>> = MiddlewareHandler<{
  Variables: { readonly linxo: LinxoAccess<S, E>; readonly [DECLARED]: S };
}>;

/** Makes middleware that mounts a Linxo instance for the guards behind it. */
export function linxo(connect: Linxo, options?: core.MountOptions<Context>): MiddlewareHandler {
  const mount = core.createMount(connect, options);
  return function mountLinxo(c, next) {
    core.leaveMount(c, mount);
    return next();
  };
}

export const requireScope = <const A extends core.Declared<Scope>>(
  ...args: core.CheckedScopes<A>
): GuardMiddleware<core.DeclaredScopes<A>> => middlewareOf(core.createGuard('all', args));

export const requireAnyScope = <const A extends core.Declared<Scope>>(
  ...args: core.CheckedScopes<A>
): GuardMiddleware<core.DeclaredScopes<A>, core.OpenedByAny<core.DeclaredScopes<A>>> =>
  middlewareOf(core.createGuard('any', args));

export const requireEndpoint = <const A extends core.Declared<Endpoint>>(
  ...args: core.CheckedEndpoints<A>
): GuardMiddleware<core.ScopesOfEndpoints<A>> => middlewareOf(core.createGuard('endpoints', args));

function middlewareOf(guard: core.Guard): MiddlewareHandler {
  const guardLinxo: MiddlewareHandler = async (c, next) => {
    try {
      const decision = guard.decide(c, c);
      const decided = core.isDecided(decision) ? decision : await decision;
      if (!decided.allowed) throw decided.refusal;
      c.set('linxo', decided);
    } catch (error) {
      // Hono's own error handler reads neither `status` nor `headers`: it asks an error for its response.
      throw isLinxoError(error) ? Object.assign(error, { getResponse: () => responseTo(error) }) : error;
    }
    await next();
  };
  return core.withRouteMetadata(guardLinxo, { guard });
}

/** Makes an error handler that answers errors of linxo-guard, and leaves other errors to another error handler. */
export function problemDetails(
  otherwise: ErrorHandler,
  onError: (error: unknown) => void = console.error,
): ErrorHandler {
  return function answerProblem(error, c) {
    if (!isLinxoError(error)) return otherwise(error, c);
    const response = responseTo(error);
    for (const name of core.problemAnswer(error).staleHeaders) c.header(name, undefined);
    if (response.status >= 500) onError(error);
    return c.newResponse(response.body, response);
  };
}

function responseTo(error: LinxoError): Response {
  const { status, headers, body } = core.problemAnswer(error);
  return new Response(JSON.stringify(body), { status, headers });
}
