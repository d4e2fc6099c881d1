/** Answers with problem details (RFC 9457) whatever goes wrong outside of linxo-guard, as linxo-guard answers its own errors. */
import { isLinxoError } from '@linxo-guard/core';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { problemDetailsAnswer } from '../problems/problem-details.ts';
import { send } from './answer.ts';

/** Returns middleware, to be mounted after the routes, that answers requests that no route is for. */
export function noRoute(): RequestHandler {
  return function refuseWithoutRoute(_request, _response, next) {
    next({ status: 404 });
  };
}

/** Returns error-handling middleware that answers errors of input and of the application. */
export function otherProblems(log: Logger): ErrorRequestHandler {
  return function answerOtherProblem(error: unknown, _request, response, next) {
    if (isLinxoError(error) || response.headersSent) return next(error);
    const answer = problemDetailsAnswer(error);
    send(response, answer);
    if (answer.status >= 500) log.error(error);
  };
}
