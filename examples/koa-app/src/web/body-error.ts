/** Answers a body that cannot be read. `@koa/bodyparser` gives no status to some errors, such as those of a broken compression. */
import type { Context } from 'koa';

/** Refuses the request: whatever is wrong with a body, its sender has sent it so. */
export function refuseBody(error: Error, ctx: Context): never {
  if ('status' in error) throw error;
  return ctx.throw(400, { cause: error });
}
