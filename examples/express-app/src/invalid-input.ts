/** Answers invalid input with problem details (RFC 9457), like all other errors of this application. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** Returns error-handling middleware that answers input that failed a check or could not be parsed. */
export function invalidInput(): ErrorRequestHandler {
  return function answerInvalidInput(error: unknown, _request, response, next) {
    const problem = problemOf(error);
    if (!problem) return next(error);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Returns the problem of an error. A failed check names what is wrong; the parser of a body gives only a status. */
function problemOf(error: unknown) {
  const isChecked = error instanceof z.ZodError;
  const status = isChecked ? 400 : (error as { status?: number }).status;
  if (isLinxoError(error) || !(status === 400 || status === 413 || status === 415)) return undefined;
  const detail = isChecked ? z.prettifyError(error) : 'The body of the request could not be read.';
  return { type: 'about:blank', title: STATUS_CODES[status], status, detail };
}
