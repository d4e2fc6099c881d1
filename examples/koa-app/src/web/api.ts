/** The JSON routes: the smallest use of guards, for clients of this application that are no browsers. */
import type Router from '@koa/router';
import { requireScope } from '@linxo-guard/koa';
import type { Middleware } from 'koa';
import { LINXO_ID, NEW_USER, NO_QUERY, PAGE } from '../input.ts';
import { TooManyRequests } from '../problems/errors.ts';
import type { Services } from '../services.ts';
import { jsonBody } from './json-body.ts';
import { visitOf } from './visit.ts';

export function addApi(router: Router, { limits }: Services): void {
  router.get('/api/profile', requireScope('profile'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/users/me');
  });

  router.get('/api/connections', requireScope('transactions_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/connections');
  });

  router.get('/api/accounts', requireScope('accounts_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/accounts', { query: { limit: 100 } });
  });

  router.get('/api/accounts/:id', requireScope('accounts_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/accounts/{id}', { path: { id: LINXO_ID.parse(ctx.params['id']) } });
  });

  router.get('/api/transactions', requireScope('transactions_read'), async (ctx) => {
    const query = PAGE.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/transactions', { query });
  });

  // users_create belongs to the application's own token, which would serve everybody. Linxo knows who is signed in.
  const signedIn: Middleware = requireScope('profile');
  router.post('/api/users', signedIn, requireScope('users_create'), jsonBody(), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    const user = NEW_USER.parse(ctx.request.body);
    const waitSeconds = await limits.signUp(visitOf(ctx).address);
    if (waitSeconds !== undefined) throw new TooManyRequests(waitSeconds);
    const { id } = await ctx.state.linxo.api.post('/users', { body: user });
    ctx.status = 201;
    ctx.set('Location', `/api/users/${encodeURIComponent(id)}`);
    ctx.body = { id };
  });
}
