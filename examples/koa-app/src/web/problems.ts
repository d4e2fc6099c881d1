/** Answers with problem details (RFC 9457) whatever goes wrong outside of linxo-guard, as linxo-guard answers its own errors. */
import { isLinxoError } from '@linxo-guard/core';
import type { Middleware } from 'koa';
import { problemDetailsAnswer } from '../problems/problem-details.ts';
import { send } from './answer.ts';

/** Returns middleware that answers errors of input and of the application, and requests that no route is for. */
export function otherProblems(): Middleware {
  return async function answerOtherProblem(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) ctx.throw(404);
    } catch (error) {
      if (isLinxoError(error) || ctx.headerSent) throw error;
      const answer = problemDetailsAnswer(error);
      send(ctx, answer);
      if (answer.status >= 500) ctx.app.emit('error', asError(error), ctx);
    }
  };
}

/** Koa prints errors only. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Something was thrown that is no error.', { cause: thrown });
}
