/** One guarded application in every shape that a guard can be mounted in, on both frameworks. */
import Router from '@koa/router';
import type { Linxo, LinxoAccess } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import Koa from 'koa';
import type { Served } from '../contract/adapter.ts';
import { listen } from '../contract/listen.ts';

/** The application's `user` function, which gets the request's header `x-user`. It may do anything. */
export type AnyUser = (name: string) => unknown;

/** A handler behind a guard. */
export type Handle = (access: LinxoAccess, request: object) => unknown;

interface GuardedApp {
  readonly connect: Linxo;
  readonly user: AnyUser;
  readonly handle?: Handle;
  /** Replaces the state that the framework keeps for a request. */
  readonly state?: object;
}

/** A way to mount a guard. `serve` mounts it before a handler that answers with 200. */
export interface Shape {
  readonly name: string;
  readonly serve: (app: GuardedApp) => Promise<Served>;
}

type MountOnExpress = (app: express.Express, guard: RequestHandler, handler: RequestHandler) => void;
type MountOnKoa = (app: Koa, guard: Koa.Middleware, handler: Koa.Middleware) => void;

const EXPRESS_SHAPES: Readonly<Record<string, MountOnExpress>> = {
  'a route guard': (app, guard, handler) => void app.get('/', guard, handler),
  'app.use(guard)': (app, guard, handler) => void app.use(guard).get('/', handler),
  'router.use(guard)': (app, guard, handler) => void app.use(express.Router().use(guard).get('/', handler)),
  'a guard of a mounted application': (app, guard, handler) => {
    const inner = express();
    inner.set('env', 'test');
    app.use(inner.use(guard).get('/', handler));
    app.get('/', handler);
  },
};

const KOA_SHAPES: Readonly<Record<string, MountOnKoa>> = {
  'a route guard': (app, guard, handler) => void app.use(new Router().get('/', guard, handler).routes()),
  'app.use(guard)': (app, guard, handler) => void app.use(guard).use(handler),
  'router.use(guard)': (app, guard, handler) => void app.use(new Router().use(guard).get('/', handler).routes()),
};

async function serveExpress(mount: MountOnExpress, { connect, user, handle, state }: GuardedApp): Promise<Served> {
  const app = express();
  app.set('env', 'test');
  if (state) app.use((_req, res, next) => (Object.assign(res, { locals: state }), next()));
  const mounted = onExpress.linxo(connect, { user: (req) => user(req.get('x-user') ?? '') as never });
  const guard = onExpress.requireScope('accounts_read') as RequestHandler;
  app.use(mounted);
  mount(app, guard, async (req, res) => {
    res.json((await handle?.(res.locals['linxo'] as LinxoAccess, req)) ?? 'passed');
  });
  const answer: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
    res.status(isRecord(error) && Number.isInteger(error['status']) ? Number(error['status']) : 500).end();
  };
  app.use(answer);
  return listen(app);
}

async function serveKoa(mount: MountOnKoa, { connect, user, handle, state }: GuardedApp): Promise<Served> {
  const app = new Koa();
  app.silent = true;
  if (state) app.use((ctx, next) => (Object.assign(ctx, { state }), next()));
  app.use(onKoa.linxo(connect, { user: (ctx) => user(ctx.get('x-user')) as never }));
  mount(app, onKoa.requireScope('accounts_read') as Koa.Middleware, async (ctx) => {
    ctx.body = JSON.stringify((await handle?.(ctx.state['linxo'] as LinxoAccess, ctx)) ?? 'passed');
  });
  return listen(app.callback());
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Every shape of both frameworks. */
export const SHAPES: readonly Shape[] = [
  ...Object.entries(EXPRESS_SHAPES).map(([name, mount]) => ({
    name: `Express, ${name}`,
    serve: (app: GuardedApp) => serveExpress(mount, app),
  })),
  ...Object.entries(KOA_SHAPES).map(([name, mount]) => ({
    name: `Koa, ${name}`,
    serve: (app: GuardedApp) => serveKoa(mount, app),
  })),
];

/** One shape of each framework, where the shape makes no difference. */
export const FRAMEWORKS: readonly Shape[] = SHAPES.filter(({ name }) => name.endsWith('a route guard'));
