/** Answers input that does not fit as problem details (RFC 9457), like everything else that goes wrong here. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** Error-handling middleware that answers input that failed a check, or could not be read. */
export function invalidInput(): ErrorRequestHandler {
  return function answerInvalidInput(error: unknown, _request, response, next) {
    const problem = problemOf(error);
    if (!problem) return next(error);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** A failed check says what is wrong; a body that cannot be read comes from its parser with a status alone. */
function problemOf(error: unknown) {
  const isChecked = error instanceof z.ZodError;
  const status = isChecked ? 400 : (error as { status?: number }).status;
  if (isLinxoError(error) || !(status === 400 || status === 413 || status === 415)) return undefined;
  const detail = isChecked ? z.prettifyError(error) : 'The body of the request could not be read.';
  return { type: 'about:blank', title: STATUS_CODES[status], status, detail };
}
