/** Answers what linxo-guard throws as problem details (RFC 9457). */
import { isLinxoError, problemAnswer } from '@linxo-guard/core';
import type { ErrorRequestHandler } from 'express';

/**
 * Error-handling middleware, mounted last, that answers errors of linxo-guard as `application/problem+json`. Other errors
 * pass. To log what it answers, mount a handler that logs and calls `next(error)` before it.
 */
export function problemDetails(): ErrorRequestHandler {
  return function answerProblem(error: unknown, _request, response, next) {
    if (!isLinxoError(error) || response.headersSent) return next(error);
    const { status, headers, body } = problemAnswer(error);
    response.status(status).set(headers).end(JSON.stringify(body));
  };
}
