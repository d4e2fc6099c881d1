/** An adapter for Fastify 5. */
import {
  type Endpoint,
  isLinxoError,
  type Linxo,
  type LinxoAccess,
  type OpenedBy,
  type Scope,
} from '@linxo-guard/core';
import * as core from '@linxo-guard/core/adapter';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

/** A guard: a `preHandler` hook, and the function with which a handler gets the access that the hook has left. */
export interface GuardHook<S extends Scope, E extends Endpoint = OpenedBy<S>> {
  (request: FastifyRequest): Promise<void>;
  accessOn(request: object): LinxoAccess<S, E>;
}

/** Makes an `onRequest` hook that mounts a Linxo instance for the guards behind it. */
export function linxo(connect: Linxo, options?: core.MountOptions<FastifyRequest>): onRequestHookHandler {
  const mount = core.createMount(connect, options);
  return function mountLinxo(request, _reply, done) {
    core.leaveMount(request, mount);
    done();
  };
}

export const requireScope = <const A extends core.Declared<Scope>>(
  ...args: core.CheckedScopes<A>
): GuardHook<core.DeclaredScopes<A>> => hookOf(core.createGuard('all', args));

export const requireAnyScope = <const A extends core.Declared<Scope>>(
  ...args: core.CheckedScopes<A>
): GuardHook<core.DeclaredScopes<A>, core.OpenedByAny<core.DeclaredScopes<A>>> => hookOf(core.createGuard('any', args));

export const requireEndpoint = <const A extends core.Declared<Endpoint>>(
  ...args: core.CheckedEndpoints<A>
): GuardHook<core.ScopesOfEndpoints<A>> => hookOf(core.createGuard('endpoints', args));

function hookOf<S extends Scope, E extends Endpoint>(guard: core.Guard): GuardHook<S, E> {
  // This hook is async because Fastify lets a request pass whose callback hook throws `null`.
  async function guardLinxo(request: FastifyRequest): Promise<void> {
    const decision = guard.decide(request, request);
    const decided = core.isDecided(decision) ? decision : await decision;
    if (!decided.allowed) throw decided.refusal;
  }
  const accessOn = (request: object) => (request as { readonly linxo: LinxoAccess<S, E> }).linxo;
  return core.withRouteMetadata(Object.assign(guardLinxo, { accessOn }), { guard });
}

/** Makes an error handler that answers errors of linxo-guard. Other errors go to the error handler of the enclosing context. */
export function problemDetails() {
  return function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (!isLinxoError(error)) throw error;
    const { status, headers, body, staleHeaders } = core.problemAnswer(error);
    for (const name of staleHeaders) reply.removeHeader(name);
    if (status >= 500) request.log.error(error);
    reply.status(status).headers(headers).send(JSON.stringify(body));
  };
}
