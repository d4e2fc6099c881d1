/** Answers input that does not fit as problem details (RFC 9457), like everything else that goes wrong here. */
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** Error-handling middleware that answers a failed check of the input with 400. */
export function invalidInput(): ErrorRequestHandler {
  return function answerInvalidInput(error: unknown, _request, response, next) {
    if (!(error instanceof z.ZodError)) return next(error);
    const problem = { type: 'about:blank', title: 'Bad Request', status: 400, detail: z.prettifyError(error) };
    response.status(400).type('application/problem+json').send(JSON.stringify(problem));
  };
}
