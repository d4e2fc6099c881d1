/** Answers the errors of linxo-guard as problem details (RFC 9457). */
import { isLinxoError, type LinxoError } from '@linxo-guard/core';
import {
  asError,
  createReporter,
  problemAnswer,
  type ProblemOptions,
  withRouteMetadata,
} from '@linxo-guard/core/adapter';
import type { Context, Middleware } from 'koa';

/**
 * Makes middleware, to be mounted first, that answers errors of linxo-guard as `application/problem+json`. Other errors pass. An
 * error that is answered with 500 and above is emitted as the application's `error` event, which Koa prints by default.
 *
 * @param options `onError` is called with such an error instead
 * @throws InvalidConfiguration when the options make no sense
 * @example
 * ```ts
 * app.use(problemDetails());
 * app.use(problemDetails({ onError: (error, ctx) => ctx.log.error(error) })); // with a log of the application's
 * ```
 */
export function problemDetails(options?: ProblemOptions<Context>): Middleware {
  const report = createReporter(options, (printable, ctx) => {
    try {
      ctx.app.emit('error', printable, ctx);
    } catch {
      // A listener of the application's failed. Koa's own still prints.
      ctx.app.onerror(printable);
    }
  });
  const answerProblem: Middleware = async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!isAnswered(ctx, error)) throw error;
      report(error, ctx);
    }
  };
  return withRouteMetadata(answerProblem, {});
}

/** Answers an error of linxo-guard. Returns false for another one, and where an answer has begun. */
function isAnswered(ctx: Context, error: unknown): error is LinxoError {
  try {
    if (!isLinxoError(error) || ctx.headerSent) return false;
    const { status, headers, body, staleHeaders } = problemAnswer(error);
    const text = JSON.stringify(body);
    for (const name of staleHeaders) ctx.remove(name);
    ctx.status = status;
    ctx.body = text;
    ctx.set(headers);
    // A handler that wanted to answer by itself has failed.
    ctx.respond = true;
    return true;
  } catch (thrown) {
    // Some values cannot be read, and some headers cannot be sent. Koa then answers in its own way.
    throw asError('Reading an error', thrown);
  }
}
