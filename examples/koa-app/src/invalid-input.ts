/** Answers input that does not fit as problem details (RFC 9457), like everything else that goes wrong here. */
import { STATUS_CODES } from 'node:http';
import { isLinxoError } from '@linxo-guard/core';
import type { Middleware } from 'koa';
import { z } from 'zod';

/** Middleware that answers input that failed a check, or could not be read. */
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

/** A failed check says what is wrong; a body that cannot be read comes from its parser with a status alone. */
function problemOf(error: unknown) {
  const isChecked = error instanceof z.ZodError;
  const status = isChecked ? 400 : (error as { status?: number }).status;
  if (isLinxoError(error) || !(status === 400 || status === 413 || status === 415)) return undefined;
  const detail = isChecked ? z.prettifyError(error) : 'The body of the request could not be read.';
  return { type: 'about:blank', title: STATUS_CODES[status], status, detail };
}
