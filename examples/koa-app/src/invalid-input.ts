/** Answers input that does not fit as problem details (RFC 9457), like everything else that goes wrong here. */
import type { Middleware } from 'koa';
import { z } from 'zod';

/** Middleware that answers a failed check of the input with 400. */
export function invalidInput(): Middleware {
  return async function answerInvalidInput(ctx, next) {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      ctx.status = 400;
      ctx.body = JSON.stringify({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: z.prettifyError(error),
      });
      ctx.type = 'application/problem+json';
    }
  };
}
