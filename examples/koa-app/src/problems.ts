/** Answers with problem details (RFC 9457) whatever goes wrong outside of linxo-guard, as linxo-guard answers its own errors. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { Middleware } from 'koa';
import * as z from 'zod';

/** Returns middleware that answers errors of input and of the application, and requests that no route is for. */
export function otherProblems(): Middleware {
  return async function answerOtherProblem(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) ctx.throw(404);
    } catch (error) {
      if (isLinxoError(error) || ctx.headerSent) throw error;
      const problem = problemOf(error);
      ctx.status = problem.status;
      ctx.body = JSON.stringify(problem);
      ctx.type = 'application/problem+json';
      if (problem.status === 500) ctx.app.emit('error', asError(error), ctx);
    }
  };
}

/** Koa prints errors only. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Something was thrown that is no error.', { cause: thrown });
}

const DETAILS: Readonly<Record<number, string>> = {
  404: 'There is nothing at this address.',
  413: 'The body of the request is too long.',
  415: 'The body of the request has to be JSON.',
  500: 'The application could not serve this request.',
};

/** Returns the problem of an error. Only a failed check is shown: the messages of other errors are not meant for callers. */
function problemOf(error: unknown) {
  const isChecked = error instanceof z.ZodError;
  const status = isChecked ? 400 : statusOf(error);
  const detail = isChecked ? z.prettifyError(error) : (DETAILS[status] ?? 'The request could not be read.');
  return { type: 'about:blank', title: STATUS_CODES[status], status, detail };
}

/** Returns the status that the framework gave to an error of the caller's. Everything else is the application's fault. */
function statusOf(error: unknown): number {
  const status = Number((error as { status?: unknown } | null | undefined)?.status);
  return status >= 400 && status < 500 && STATUS_CODES[status] !== undefined ? status : 500;
}
