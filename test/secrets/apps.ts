/** The same application on every version of both frameworks. It records everything that an application could log. */
import { inspect } from 'node:util';
import type { Linxo, LinxoAccess, ResourceOwner } from '@linxo-guard/core';
import { SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type Koa from 'koa';
import type { Served } from '../contract/adapter.ts';
import { listen } from '../contract/listen.ts';
import { EXPRESS_VERSIONS, type ExpressVersion, KOA_MAJORS, type KoaVersion } from '../support/framework-versions.ts';
import { NEW_PASSWORD, PASSWORD, type See, WRONG_PASSWORD } from './search.ts';

const { username } = SANDBOX_USERS.camille;
export const CAMILLE = { username, password: PASSWORD };
const USERS: Readonly<Record<string, ResourceOwner>> = {
  camille: CAMILLE,
  mehdi: SANDBOX_USERS.mehdi,
  wrong: { username, password: WRONG_PASSWORD },
  trusted: { username, password: async () => PASSWORD },
};
export const EVERYBODY = ['nobody', ...Object.keys(USERS)];
export const PATHS = ['/accounts', '/transactions', '/new-user', '/state'];

function handle(path: string, linxo: LinxoAccess, see: See): unknown {
  const { api, token, scopes, subject } = linxo;
  see('what a guard left', { linxo, token, scopes, api, text: token.toString() });
  see('the subject', [inspect(subject, { depth: 9 }), JSON.stringify(subject), { ...(subject as object) }]);
  if (path === '/state') return { linxo, token, scopes, subject, api };
  if (path === '/new-user') return api.post('/users', { body: { email: 'n@example.org', password: NEW_PASSWORD } });
  return api.get(path as '/accounts');
}

/** An application whose output is searched. */
export type App = (connect: Linxo, see: See, hasProblems: boolean) => Promise<Served>;

function koaApp({ Koa, Router }: KoaVersion, ...[connect, see, hasProblems]: Parameters<App>): Promise<Served> {
  const app = new Koa();
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      see('an error in Koa', error);
      throw error;
    } finally {
      see('ctx.state', ctx.state);
    }
  });
  if (hasProblems) app.use(onKoa.problemDetails());
  app.use(async (_ctx, next) => {
    await next().catch((error: unknown) => {
      see('an error behind problemDetails()', error);
      throw error;
    });
  });
  app.use(onKoa.linxo(connect, { user: (ctx) => USERS[ctx.get('x-user')] }));
  const router = new Router();
  const answer: Koa.Middleware = async (ctx) => {
    ctx.body = (await handle(ctx.path, ctx.state['linxo'], see)) ?? null;
  };
  router.get('/accounts', onKoa.requireScope('accounts_read'), answer);
  router.get('/transactions', onKoa.requireScope('transactions_read'), answer);
  router.get('/new-user', onKoa.requireScope('users_create'), answer);
  router.get('/state', onKoa.requireAnyScope('profile', 'accounts_read'), answer);
  app.use(router.routes());
  return listen(app.callback());
}

function expressApp({ express }: ExpressVersion, ...[connect, see, hasProblems]: Parameters<App>): Promise<Served> {
  const app = express();
  // In development mode, Express prints errors and shows their stacks to callers.
  app.set('env', 'development');
  app.use((_req, res, next) => {
    res.on('finish', () => see('res.locals', { ...res.locals }));
    next();
  });
  app.use(onExpress.linxo(connect, { user: (req) => USERS[req.get('x-user') ?? ''] }));
  const answer = async (req: object, res: Response, next: NextFunction): Promise<void> => {
    // Express passes on what a handler rejects with only since version 5.
    try {
      res.json((await handle((req as Request).path, res.locals['linxo'], see)) ?? null);
    } catch (error) {
      next(error);
    }
  };
  app.get('/accounts', onExpress.requireScope('accounts_read'), answer);
  app.get('/transactions', onExpress.requireScope('transactions_read'), answer);
  app.get('/new-user', onExpress.requireScope('users_create'), answer);
  app.get('/state', onExpress.requireAnyScope('profile', 'accounts_read'), answer);
  const watch: ErrorRequestHandler = (error, _req, _res, next) => {
    see('an error in Express', error);
    next(error);
  };
  app.use(watch);
  if (hasProblems) app.use(onExpress.problemDetails());
  return listen(app);
}

export const APPS: Readonly<Record<string, App>> = Object.fromEntries([
  ...KOA_MAJORS.map((version) => [version.name, (...args: Parameters<App>) => koaApp(version, ...args)]),
  ...EXPRESS_VERSIONS.map((version) => [version.name, (...args: Parameters<App>) => expressApp(version, ...args)]),
]);
