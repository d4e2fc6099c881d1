/** The application. Every route declares the scopes that it needs. */
import Router from '@koa/router';
import type { Linxo } from '@linxo-guard/core';
import { linxo, problemDetails, requireScope } from '@linxo-guard/koa';
import Koa, { type Middleware } from 'koa';
import { HEADERS } from './headers.ts';
import { ACCOUNT_ID, NEW_USER, NO_QUERY, PAGE } from './input.ts';
import { jsonBody } from './json-body.ts';
import { otherProblems } from './problems.ts';
import { credentialsOf } from './sign-in.ts';

/** Creates the application on a Linxo instance. */
export function createApp(connect: Linxo): Koa {
  const router = new Router();

  // A platform asks whether the process is alive.
  router.get('/health', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/profile', requireScope('profile'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/users/me');
  });

  router.get('/connections', requireScope('transactions_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/connections');
  });

  router.get('/accounts', requireScope('accounts_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/accounts', { query: { limit: 100 } });
  });

  router.get('/accounts/:id', requireScope('accounts_read'), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/accounts/{id}', { path: { id: ACCOUNT_ID.parse(ctx.params['id']) } });
  });

  router.get('/transactions', requireScope('transactions_read'), async (ctx) => {
    const query = PAGE.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/transactions', { query });
  });

  // users_create belongs to the application's own token, which would serve everybody. Linxo knows who is signed in.
  const signedIn: Middleware = requireScope('profile');
  router.post('/users', signedIn, requireScope('users_create'), jsonBody(), async (ctx) => {
    NO_QUERY.parse(ctx.query);
    const { id } = await ctx.state.linxo.api.post('/users', { body: NEW_USER.parse(ctx.request.body) });
    ctx.status = 201;
    ctx.set('Location', `/users/${encodeURIComponent(id)}`);
    ctx.body = { id };
  });

  const app = new Koa();
  app.use((ctx, next) => {
    ctx.set(HEADERS);
    return next();
  });
  app.use(problemDetails());
  app.use(otherProblems());
  app.use(linxo(connect, { user: (ctx) => credentialsOf(ctx.get('authorization')) }));
  app.use(router.routes());
  return app;
}
