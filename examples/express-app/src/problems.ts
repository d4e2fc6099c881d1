/** Answers with problem details (RFC 9457) whatever goes wrong outside of linxo-guard, as linxo-guard answers its own errors. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import * as z from 'zod';

/** Returns middleware, to be mounted after the routes, that answers requests that no route is for. */
export function noRoute(): RequestHandler {
  return function refuseWithoutRoute(_request, _response, next) {
    next({ status: 404 });
  };
}

/** Returns error-handling middleware that answers errors of input and of the application. */
export function otherProblems(): ErrorRequestHandler {
  return function answerOtherProblem(error: unknown, request, response, next) {
    if (isLinxoError(error) || response.headersSent) return next(error);
    const problem = problemOf(error);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
    if (problem.status === 500 && request.app.get('env') !== 'test') console.error(error);
  };
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
