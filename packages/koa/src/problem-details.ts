/** Answers the errors of linxo-guard as problem details (RFC 9457). */
import { isLinxoError } from '@linxo-guard/core';
import { problemAnswer } from '@linxo-guard/core/adapter';
import type { Middleware } from 'koa';

/**
 * Makes middleware, to be mounted first, that answers errors of linxo-guard as `application/problem+json`. Other errors pass. An
 * answer of 500 and above is also emitted as the application's `error` event, as Koa itself does, so that it is not lost.
 *
 * @example
 * ```ts
 * app.use(problemDetails());
 * ```
 */
export function problemDetails(): Middleware {
  return async function answerProblem(ctx, next) {
    try {
      await next();
    } catch (error) {
      if (!isLinxoError(error) || ctx.headerSent) throw error;
      const { status, headers, body } = problemAnswer(error);
      ctx.status = status;
      ctx.body = JSON.stringify(body);
      ctx.set(headers);
      if (status >= 500) ctx.app.emit('error', error, ctx);
    }
  };
}
