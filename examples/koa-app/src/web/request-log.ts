/** Logs each request, and gives it an id. */
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { createRequestLog } from '../operations/request-log.ts';

export function requestLog(log: Logger): Middleware {
  const logRequest = createRequestLog(log);
  return function logThisRequest(ctx, next) {
    logRequest(ctx.req, ctx.res);
    return next();
  };
}
