/** One guarded application in every shape that a guard can be mounted in, on every version of both frameworks. */
import type { Linxo, LinxoAccess } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type Koa from 'koa';
import type { Served } from '../contract/adapter.ts';
import { listen } from '../contract/listen.ts';
import { EXPRESS_VERSIONS, type ExpressVersion, KOA_MAJORS, type KoaVersion } from '../support/framework-versions.ts';

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

type MountOnExpress = (
  app: Express,
  guard: RequestHandler,
  handler: RequestHandler,
  express: ExpressVersion['express'],
) => void;
type MountOnKoa = (app: Koa, guard: Koa.Middleware, handler: Koa.Middleware, Router: KoaVersion['Router']) => void;

const EXPRESS_SHAPES: Readonly<Record<string, MountOnExpress>> = {
  'a route guard': (app, guard, handler) => void app.get('/', guard, handler),
  'app.use(guard)': (app, guard, handler) => void app.use(guard).get('/', handler),
  'router.use(guard)': (app, guard, handler, express) => void app.use(express.Router().use(guard).get('/', handler)),
  'a guard of a mounted application': (app, guard, handler, express) => {
    const inner = express();
    inner.set('env', 'test');
    app.use(inner.use(guard).get('/', handler));
    app.get('/', handler);
  },
};

const KOA_SHAPES: Readonly<Record<string, MountOnKoa>> = {
  'a route guard': (app, guard, handler, Router) => void app.use(new Router().get('/', guard, handler).routes()),
  'app.use(guard)': (app, guard, handler) => void app.use(guard).use(handler),
  'router.use(guard)': (app, guard, handler, Router) =>
    void app.use(new Router().use(guard).get('/', handler).routes()),
};

async function serveExpress(
  { express }: ExpressVersion,
  mount: MountOnExpress,
  { connect, user, handle, state }: GuardedApp,
): Promise<Served> {
  const app = express();
  app.set('env', 'test');
  if (state) app.use((_req, res, next) => (Object.assign(res, { locals: state }), next()));
  const mounted = onExpress.linxo(connect, { user: (req) => user(req.get('x-user') ?? '') as never });
  const guard = onExpress.requireScope('accounts_read') as RequestHandler;
  app.use(mounted);
  const handler: RequestHandler = async (req, res, next) => {
    // Express passes on what a handler rejects with only since version 5.
    try {
      res.json((await handle?.(res.locals['linxo'] as LinxoAccess, req)) ?? 'passed');
    } catch (error) {
      next(error);
    }
  };
  mount(app, guard, handler, express);
  const answer: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
    res.status(isRecord(error) && Number.isInteger(error['status']) ? Number(error['status']) : 500).end();
  };
  app.use(answer);
  return listen(app);
}

async function serveKoa(
  { Koa, Router }: KoaVersion,
  mount: MountOnKoa,
  { connect, user, handle, state }: GuardedApp,
): Promise<Served> {
  const app = new Koa();
  app.silent = true;
  if (state) app.use((ctx, next) => (Object.assign(ctx, { state }), next()));
  app.use(onKoa.linxo(connect, { user: (ctx) => user(ctx.get('x-user')) as never }));
  const handler: Koa.Middleware = async (ctx) => {
    ctx.body = JSON.stringify((await handle?.(ctx.state['linxo'] as LinxoAccess, ctx)) ?? 'passed');
  };
  mount(app, onKoa.requireScope('accounts_read') as Koa.Middleware, handler, Router);
  return listen(app.callback());
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Every shape of every version of both frameworks. */
export const SHAPES: readonly Shape[] = [
  ...EXPRESS_VERSIONS.flatMap((version) =>
    Object.entries(EXPRESS_SHAPES).map(([name, mount]) => ({
      name: `${version.name}, ${name}`,
      serve: (app: GuardedApp) => serveExpress(version, mount, app),
    })),
  ),
  ...KOA_MAJORS.flatMap((version) =>
    Object.entries(KOA_SHAPES).map(([name, mount]) => ({
      name: `${version.name}, ${name}`,
      serve: (app: GuardedApp) => serveKoa(version, mount, app),
    })),
  ),
];

/** One shape of each version, where the shape makes no difference. */
export const FRAMEWORKS: readonly Shape[] = SHAPES.filter(({ name }) => name.endsWith('a route guard'));
