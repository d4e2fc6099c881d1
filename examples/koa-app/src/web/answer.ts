/** Sends the answer of a journey. */
import type { Context } from 'koa';
import type { Answer } from '../answer.ts';

export function send(
  ctx: Pick<Context, 'method' | 'status' | 'set' | 'body'>,
  { status, headers, body }: Answer,
): void {
  // Koa does not read the body of an answer to HEAD, so a stream would stay open.
  const isUnread = ctx.method === 'HEAD' && typeof body !== 'string';
  if (isUnread) body.destroy();
  ctx.status = status;
  ctx.body = isUnread ? '' : body;
  ctx.set({ ...headers });
}
