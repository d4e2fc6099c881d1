/** Koa with koa-jwt, and the scope check that its users write themselves. */
import type { Middleware } from 'koa';
import jwt from 'koa-jwt';
import type { ServerContender } from '../../contender.ts';
import { koaAccounts } from '../../servers/koa-accounts.ts';
import { bearer } from './bearer.ts';

export const KOA_JWT: ServerContender = {
  name: 'koa-jwt',
  kind: 'peer',
  framework: 'koa',
  how: '`jwt()` verifies an HS256 JWT at each request; the scope check is two lines written by hand.',
  open(jwtIssuer) {
    const { issuer, audience, secret } = jwtIssuer;
    const verified = jwt({ issuer, audience, secret, algorithms: ['HS256'] });
    return { listener: koaAccounts([], [verified, requireScope('accounts_read')]), headers: bearer(jwtIssuer) };
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
