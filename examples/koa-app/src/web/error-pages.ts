/** Answers errors with a page where a browser asks for one. The others are answered as problem details, by the middleware around this. */
import type { Middleware } from 'koa';
import { problemAnswer } from '../problems/problem-page.tsx';
import { send } from './answer.ts';
import { visitOf } from './visit.ts';

export function errorPages(): Middleware {
  return async function answerWithPage(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) ctx.throw(404);
    } catch (error) {
      if (ctx.headerSent || ctx.accepts('json', 'html') !== 'html' || ctx.path.startsWith('/api/')) throw error;
      send(ctx, problemAnswer(visitOf(ctx), ctx.method, error));
      if (ctx.status >= 500) ctx.app.emit('error', error, ctx);
    }
  };
}
