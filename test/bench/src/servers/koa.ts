/** Koa: bare, and with linxo-guard. */
import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import { linxo, requireScope } from '@linxo-guard/koa';
import Koa, { type Middleware } from 'koa';
import type { ServerContender } from '../contender.ts';
import { instantLinxo, userNumber } from '../ours.ts';

function serving(password: 'text' | 'function'): ServerContender['open'] {
  return () => {
    const router = new Router();
    router.get('/accounts', requireScope('accounts_read'), (ctx) => {
      ctx.body = { accounts: [] };
    });
    const credentials = userNumber(1, password);
    const app = new Koa();
    // A new object for each request, as one that is made of a session.
    app.use(linxo(instantLinxo(), { user: () => ({ ...credentials }) }));
    app.use(router.routes());
    return { listener: listenerOf(app), headers: {} };
  };
}

function listenerOf(app: Koa): RequestListener {
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

const passOn: Middleware = (_ctx, next) => next();

export const KOA_SERVERS: readonly ServerContender[] = [
  {
    name: 'Koa, bare',
    framework: 'koa',
    how: 'one route of @koa/router, no middleware',
    open() {
      const router = new Router();
      router.get('/accounts', (ctx) => {
        ctx.body = { accounts: [] };
      });
      const app = new Koa();
      app.use(router.routes());
      return { listener: listenerOf(app), headers: {} };
    },
  },
  {
    name: 'Koa, two empty middleware',
    framework: 'koa',
    how: 'the same with a middleware before the router and one on the route that do nothing',
    open() {
      const router = new Router();
      router.get('/accounts', passOn, (ctx) => {
        ctx.body = { accounts: [] };
      });
      const app = new Koa();
      app.use(passOn);
      app.use(router.routes());
      return { listener: listenerOf(app), headers: {} };
    },
  },
  {
    name: 'Koa + linxo-guard',
    framework: 'koa',
    how: '`linxo()` and `requireScope()`; a user whose password is a function',
    open: serving('function'),
  },
  {
    name: 'Koa + linxo-guard, password as text',
    framework: 'koa',
    how: 'the same; the password is fingerprinted for each request',
    open: serving('text'),
  },
];
