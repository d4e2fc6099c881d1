/** Sends the answer of a journey. */
import type { Context } from 'koa';
import type { Answer } from '../answer.ts';

export function send(ctx: Pick<Context, 'status' | 'set' | 'body'>, { status, headers, body }: Answer): void {
  ctx.status = status;
  ctx.body = body;
  ctx.set({ ...headers });
}
