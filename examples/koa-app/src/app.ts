/** The application. Every route declares the scopes that it needs. */
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Linxo } from '@linxo-guard/core';
import { linxo, problemDetails, requireScope } from '@linxo-guard/koa';
import Koa from 'koa';
import { NEW_USER, PAGE } from './input.ts';
import { invalidInput } from './invalid-input.ts';
import { credentialsOf } from './sign-in.ts';

/** Creates the application on a Linxo instance. */
export function createApp(connect: Linxo): Koa {
  const router = new Router();

  router.get('/profile', requireScope('profile'), async (ctx) => {
    ctx.body = await ctx.state.linxo.api.get('/users/me');
  });

  router.get('/connections', requireScope('transactions_read'), async (ctx) => {
    ctx.body = await ctx.state.linxo.api.get('/connections');
  });

  router.get('/accounts', requireScope('accounts_read'), async (ctx) => {
    ctx.body = await ctx.state.linxo.api.get('/accounts', { query: { limit: 100 } });
  });

  router.get('/accounts/:id', requireScope('accounts_read'), async (ctx) => {
    ctx.body = await ctx.state.linxo.api.get('/accounts/{id}', { path: { id: String(ctx.params['id']) } });
  });

  router.get('/transactions', requireScope('transactions_read'), async (ctx) => {
    const query = PAGE.parse(ctx.query);
    ctx.body = await ctx.state.linxo.api.get('/transactions', { query });
  });

  // users_create belongs to the application's own token, whoever is signed in.
  router.post('/users', requireScope('users_create'), async (ctx) => {
    const { id } = await ctx.state.linxo.api.post('/users', { body: NEW_USER.parse(ctx.request.body) });
    ctx.status = 201;
    ctx.set('Location', `/users/${encodeURIComponent(id)}`);
    ctx.body = { id };
  });

  const app = new Koa();
  app.use(problemDetails());
  app.use(invalidInput());
  app.use(bodyParser({ enableTypes: ['json'] }));
  app.use(linxo(connect, { user: (ctx) => credentialsOf(ctx.get('authorization')) }));
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}
