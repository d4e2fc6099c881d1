/** `observeRoutes(app)` finds a request that reached a handler without a guard that the description claims, and nothing else. */
import KoaRouter from '@koa/router';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type RequestHandler } from 'express';
import Koa, { type Middleware } from 'koa';
import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { grantingLinxo, type Handle, LACKING, userOf } from './framework.ts';
import { send } from './send.ts';

/** An application with `GET /x` behind a guard, the same handler at `GET /open` without one, and a function that calls its router around the guard for `/hole`. */
interface Application {
  readonly handle: Handle;
  /** Another application, which mounts the same router without a guard. */
  readonly other: Handle;
  readonly observe: () => ReturnType<typeof onKoa.observeRoutes>;
  readonly describe: () => unknown;
  /** Lists the parts of an application that the observation may change. */
  readonly parts: () => readonly unknown[];
}

function expressApplication(): Application {
  const app = express();
  app.set('env', 'test');
  const handler: RequestHandler = (_request, response) => void response.end();
  const router = express.Router().get('/x', handler);
  app.get('/open', handler);
  app.use(onExpress.linxo(grantingLinxo(), { user: userOf }));
  app.use((request, response, next) => {
    if (request.url !== '/hole') return next();
    request.url = '/x';
    return router(request, response, next);
  });
  app.use(onExpress.requireScope('profile') as RequestHandler, router);
  return {
    handle: app,
    other: express().use(router),
    observe: () => onExpress.observeRoutes(app),
    describe: () => onExpress.describeRoutes(app),
    parts: () => app.router.stack.map((layer) => layer.handle),
  };
}

function koaApplication(): Application {
  const app = new Koa();
  app.silent = true;
  const handler: Middleware = (ctx) => void (ctx.body = '');
  const router = new KoaRouter().get('/x', handler);
  app.use(new KoaRouter().get('/open', handler).routes() as unknown as Middleware);
  const routes = router.routes() as unknown as Middleware;
  app.use(onKoa.linxo(grantingLinxo(), { user: ({ req }) => userOf(req) }));
  app.use((ctx, next) => {
    if (ctx.path !== '/hole') return next();
    ctx.path = '/x';
    return routes(ctx, next);
  });
  app.use(onKoa.requireScope('profile') as Middleware).use(routes);
  return {
    handle: app.callback(),
    other: new Koa().use(routes).callback(),
    observe: () => onKoa.observeRoutes(app),
    describe: () => onKoa.describeRoutes(app),
    parts: () => router.stack.map(({ stack }) => stack.slice()),
  };
}

describe.each([
  ['Express', expressApplication],
  ['Koa', koaApplication],
] as const)('observeRoutes of %s', (_name, make) => {
  const get = (app: Application, url: string, lacking = 'nothing') =>
    send(app.handle, { method: 'GET', url, headers: { [LACKING]: lacking } });

  it('finds nothing when requests pass the guards, or are refused by them', async () => {
    const app = make();
    const observed = app.observe();
    await get(app, '/x');
    await get(app, '/x', 'profile');
    expect(() => observed.check()).not.toThrow();
    observed.stop();
  });

  it('names the route that a request reached around its guard, and the request', async () => {
    const app = make();
    const observed = app.observe();
    await get(app, '/x');
    await get(app, '/hole');
    expect(() => observed.check()).toThrow(/GET \/hole reached GET \/x without a guard that its description claims/);
    observed.stop();
  });

  it('does not pass if no request reached a handler, because then it has observed nothing', async () => {
    const app = make();
    const observed = app.observe();
    expect(() => observed.check()).toThrow('no request has reached a handler yet');
    await get(app, '/x', 'profile');
    expect(() => observed.check()).toThrow('no request has reached a handler yet');
    observed.stop();
  });

  it('leaves the application as it was', async () => {
    const app = make();
    const [parts, routes] = [app.parts(), app.describe()];
    const [one, other] = [app.observe(), app.observe()];
    expect(app.describe()).toEqual(routes);
    one.stop();
    await get(app, '/hole');
    expect(() => other.check()).toThrow('GET /hole');
    other.stop();
    expect(app.parts()).toEqual(parts);
    expect(channel('tracing:express.router.request:start').hasSubscribers).toBe(false);
    expect(() => one.check()).toThrow('no request');
  });

  it('tells apart two routes that have one handler', async () => {
    const app = make();
    const observed = app.observe();
    await get(app, '/open');
    await get(app, '/hole');
    expect(() => observed.check()).toThrow('GET /hole reached GET /x');
    observed.stop();
  });

  it('takes no notice of requests to another application that has the same router', async () => {
    const app = make();
    const observed = app.observe();
    await send(app.other, { method: 'GET', url: '/x', headers: {} });
    expect(() => observed.check()).toThrow('no request has reached a handler yet');
    observed.stop();
  });
});

it('observeRoutes of Express tells apart the paths of one list', async () => {
  const app = express();
  const router = express.Router().get(['/x', '/open'], (_request, response) => void response.end());
  app.use(onExpress.linxo(grantingLinxo(), { user: userOf }));
  app.use('/hole', (request, response, next) => {
    request.url = '/x';
    router(request, response, next);
  });
  app.use('/x', onExpress.requireScope('profile') as RequestHandler).use(router);
  const observed = onExpress.observeRoutes(app);
  for (const url of ['/open', '/x']) await send(app, { method: 'GET', url, headers: { [LACKING]: 'nothing' } });
  expect(() => observed.check()).not.toThrow();
  await send(app, { method: 'GET', url: '/hole', headers: {} });
  expect(() => observed.check()).toThrow('GET /hole reached GET /x without');
  observed.stop();
});
