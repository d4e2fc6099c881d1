/** An adapter for NestJS 12, on Express and on Fastify. */
import { isLinxoError, type Linxo, type LinxoAccess, type Scope } from '@linxo-guard/core';
import * as core from '@linxo-guard/core/adapter';
import type { ArgumentsHost, CanActivate, ExecutionContext, HttpServer } from '@nestjs/common';
import { Catch, HttpException, Logger } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/** The request behind a guard. Nest does not compare the type of a parameter with the guard of the route. */
export interface LinxoRequest<S extends Scope> {
  readonly linxo: LinxoAccess<S>;
}

/** Makes a global guard that mounts a Linxo instance for the guards of the routes. `R` is the request of the platform. */
export function linxo<R extends object>(connect: Linxo, options?: core.MountOptions<R>): CanActivate {
  const mount = core.createMount(connect, options);
  return {
    canActivate(context) {
      core.leaveMount(requestOf(context), mount);
      return true;
    },
  };
}

export function requireScope<const A extends core.Declared<Scope>>(...args: core.CheckedScopes<A>): CanActivate {
  const guard = core.createGuard('all', args);
  return {
    async canActivate(context) {
      const request = requestOf(context);
      const decision = guard.decide(request, request);
      const decided = core.isDecided(decision) ? decision : await decision;
      if (!decided.allowed) throw decided.refusal;
      return true;
    },
  };
}

/** Answers errors of linxo-guard, and leaves other errors to Nest. */
@Catch()
export class LinxoExceptionFilter extends BaseExceptionFilter {
  readonly #adapter: HttpServer;

  constructor(adapter: HttpServer) {
    super(adapter);
    this.#adapter = adapter;
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const response: { removeHeader(name: string): unknown } = host.switchToHttp().getResponse();
    const cause = unwrapped(error);
    if (!isLinxoError(cause) || this.#adapter.isHeadersSent(response)) return super.catch(error, host);
    const { status, headers, body, staleHeaders } = core.problemAnswer(cause);
    for (const name of staleHeaders) response.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) this.#adapter.setHeader(response, name, value);
    this.#adapter.reply(response, JSON.stringify(body), status);
    if (status >= 500) new Logger(LinxoExceptionFilter.name).error(cause);
  }
}

function requestOf(context: ExecutionContext): object {
  return context.switchToHttp().getRequest<object>();
}

/** Nest wraps an error that middleware of Express hands to `next`, and keeps its status. */
function unwrapped(error: unknown): unknown {
  if (!(error instanceof HttpException) || !isLinxoError(error.cause)) return error;
  return error.getStatus() === error.cause.status ? error.cause : error;
}
