/** Refuses what would change something unless one of our own pages sent it. A webhook's caller is no page, and shows its secret. */
import type { Middleware } from 'koa';
import { ForeignPage } from '../problems/errors.ts';
import { isFromOwnPage } from '../security/own-pages.ts';
import { visitOf } from './visit.ts';

export function ownPagesOnly(): Middleware {
  return function refuseForeignPages(ctx, next) {
    if (!isFromOwnPage(ctx.method, ctx.headers, visitOf(ctx).origin))
      throw new ForeignPage('A page of another origin sent this request.');
    return next();
  };
}
