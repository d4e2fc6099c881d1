/** One application on Express and on Koa, of any version: the same routes behind the same guards. */
import { createRequire } from 'node:module';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';

const require = createRequire(import.meta.url);

/** Lists the routes: the path, the guard, and what the handler does. */
const ROUTES = [
  ['/accounts', ({ requireScope }) => requireScope('accounts_read'), ({ api }) => api.get('/accounts')],
  ['/transactions', ({ requireScope }) => requireScope('transactions_read'), ({ api }) => api.get('/transactions')],
  [
    '/either',
    ({ requireAnyScope }) => requireAnyScope('transactions_read', 'profile_edit'),
    ({ scopes }) => [...scopes],
  ],
  ['/connections', ({ requireEndpoint }) => requireEndpoint('GET /connections'), ({ api }) => api.get('/connections')],
  ['/client', ({ requireScope }) => requireScope('users_create'), ({ subject }) => [subject]],
  ['/too-far', ({ requireScope }) => requireScope('accounts_read'), ({ api }) => api.get('/transactions')],
  [
    '/none',
    ({ requireScope }) => requireScope('accounts_read'),
    ({ api }) => api.get('/accounts/{id}', { path: { id: 'none' } }),
  ],
  [
    '/begun',
    ({ requireScope }) => requireScope('accounts_read'),
    ({ api }, response, takeOver) => {
      response.statusMessage = 'As you wish';
      response.setHeader('Content-Encoding', 'gzip');
      response.setHeader('Content-Length', '5000');
      response.setHeader('Content-Range', 'bytes 0-1/2');
      response.setHeader('Last-Modified', new Date(0).toUTCString());
      response.setHeader('Access-Control-Allow-Origin', '*');
      takeOver();
      return api.get('/accounts/{id}', { path: { id: 'none' } });
    },
  ],
];

function onOneExpress(name, { connect, user, hasProblems, isMounted }) {
  const express = require(name);
  const app = express();
  app.disable('x-powered-by');
  app.set('env', 'production');
  if (isMounted) app.use(onExpress.linxo(connect, { user }));
  const router = express.Router();
  for (const [path, guard, handle] of ROUTES) {
    router.get(path, guard(onExpress), async (_request, response, next) => {
      // Express passes on what a handler rejects with only since version 5.
      try {
        response.json(await handle(response.locals.linxo, response, () => {}));
      } catch (error) {
        next(error);
      }
    });
  }
  app.use(router);
  if (hasProblems) app.use(onExpress.problemDetails());
  return app;
}

function onOneKoa(name, routerName, { connect, user, hasProblems, isMounted }) {
  const Koa = require(name);
  const { default: Router = require(routerName) } = require(routerName);
  const app = new Koa();
  if (hasProblems) app.use(onKoa.problemDetails());
  if (isMounted) app.use(onKoa.linxo(connect, { user }));
  const router = new Router();
  for (const [path, guard, handle] of ROUTES) {
    router.get(path, guard(onKoa), async (ctx) => {
      // A handler may tell Koa that it answers by itself.
      const takeOver = () => (ctx.respond = false);
      ctx.body = JSON.stringify(await handle(ctx.state.linxo, ctx.res, takeOver));
      ctx.type = 'json';
    });
  }
  app.use(router.routes()).use(router.allowedMethods());
  return app.callback();
}

/** Makes a request listener, by the name of the framework that the application is on. */
export const APPLICATIONS = {
  'Express 4': (settings) => onOneExpress('express4', settings),
  'Express 5': (settings) => onOneExpress('express', settings),
  'Koa 2': (settings) => onOneKoa('koa2', 'koa-router-12', settings),
  'Koa 3': (settings) => onOneKoa('koa', '@koa/router', settings),
};
