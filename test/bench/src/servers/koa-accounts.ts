/** The Koa application that is put under load, with what is mounted before its one route and on it. */
import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';

export function koaAccounts(before: readonly Middleware[] = [], guards: readonly Middleware[] = []): RequestListener {
  const router = new Router();
  router.get('/accounts', ...guards, (ctx) => {
    ctx.body = { accounts: [] };
  });
  const app = new Koa();
  for (const middleware of before) app.use(middleware);
  app.use(router.routes());
  const handle = app.callback();
  // Its promise never rejects: Koa answers errors itself.
  return (request, response) => void handle(request, response);
}
