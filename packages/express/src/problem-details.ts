/** Answers the errors of linxo-guard as problem details (RFC 9457). */
import { isLinxoError } from '@linxo-guard/core';
import { problemAnswer } from '@linxo-guard/core/adapter';
import type { ErrorRequestHandler } from 'express';

/**
 * Makes error-handling middleware, to be mounted last, that answers errors of linxo-guard as `application/problem+json`. Other
 * errors pass. To log what it answers, mount a handler that logs and calls `next(error)` before it.
 *
 * @example
 * ```ts
 * app.use(problemDetails());
 * ```
 */
export function problemDetails(): ErrorRequestHandler {
  return function answerProblem(error: unknown, _request, response, next) {
    if (!isLinxoError(error) || response.headersSent) return next(error);
    const { status, headers, body } = problemAnswer(error);
    response.status(status).set(headers).end(JSON.stringify(body));
  };
}
