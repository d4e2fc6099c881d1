/** Answers invalid input with problem details (RFC 9457), like all other errors of this application. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { Middleware } from 'koa';
import { z } from 'zod';

/** Returns middleware that answers input that failed a check or could not be parsed. */
export function invalidInput(): Middleware {
  return async function answerInvalidInput(ctx, next) {
    try {
      await next();
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      ctx.status = problem.status;
      ctx.body = JSON.stringify(problem);
      ctx.type = 'application/problem+json';
    }
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
