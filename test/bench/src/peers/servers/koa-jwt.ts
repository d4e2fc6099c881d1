/** Koa with koa-jwt, and the scope check that its users write themselves. */
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import jwt from 'koa-jwt';
import type { ServerContender } from '../../contender.ts';
import { bearer } from './bearer.ts';

export const KOA_JWT: ServerContender = {
  name: 'koa-jwt',
  framework: 'koa',
  how: '`jwt()` verifies an HS256 JWT at each request; the scope check is two lines written by hand.',
  open(jwtIssuer) {
    const { issuer, audience, secret } = jwtIssuer;
    const router = new Router();
    router.get(
      '/accounts',
      jwt({ issuer, audience, secret, algorithms: ['HS256'] }),
      requireScope('accounts_read'),
      (ctx) => {
        ctx.body = { accounts: [] };
      },
    );
    const app = new Koa();
    app.use(router.routes());
    const handle = app.callback();
    // Its promise never rejects: Koa answers errors itself.
    return { listener: (request, response) => void handle(request, response), headers: bearer(jwtIssuer) };
  },
};

/** koa-jwt leaves the claims on `ctx.state.user`. */
function requireScope(scope: string): Middleware {
  return (ctx, next) => {
    const { scope: granted = '' } = ctx.state['user'] as { readonly scope?: string };
    if (!granted.split(' ').includes(scope)) ctx.throw(403);
    return next();
  };
}
