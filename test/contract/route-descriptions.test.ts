import KoaRouter from '@koa/router';
import { createLinxo, type LinxoOptions } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type RequestHandler } from 'express';
import Koa, { type Middleware } from 'koa';
import { describe, expect, it } from 'vitest';

const linxoWith = (options: Partial<LinxoOptions> = {}) =>
  createLinxo({ environment: 'sandbox', clientId: 'client', clientSecret: 'secret', ...options });

/** The guards of both adapters that the tests use, so that each test is written once. */
const GUARDS = { Koa: onKoa, Express: onExpress } as unknown as Record<
  'Koa' | 'Express',
  Record<'requireScope' | 'requireAnyScope' | 'requireEndpoint', (...args: unknown[]) => never>
>;

/** Describes an application with one guarded route, `GET /route`. */
function oneRoute(framework: 'Koa' | 'Express', guards: readonly unknown[], options?: Partial<LinxoOptions>) {
  const connect = linxoWith(options);
  if (framework === 'Koa') {
    const app = new Koa();
    const router = new KoaRouter();
    router.get('/route', ...(guards as Middleware[]));
    return onKoa.describeRoutes(app.use(onKoa.linxo(connect)).use(router.routes()));
  }
  const app = express();
  app.use(onExpress.linxo(connect));
  app.get('/route', ...(guards as RequestHandler[]));
  return onExpress.describeRoutes(app);
}

describe.each(['Koa', 'Express'] as const)('a route of %s is described with', (framework) => {
  const { requireScope, requireAnyScope, requireEndpoint } = GUARDS[framework];

  it('method, path, scopes by subject type, and the endpoints that they permit', () => {
    expect(oneRoute(framework, [requireScope('accounts_read')])).toEqual([
      {
        method: 'GET',
        path: '/route',
        requires: { user: [['accounts_read']] },
        endpoints: expect.arrayContaining(['GET /accounts', 'GET /accounts/{id}']) as unknown,
      },
    ]);
  });

  it('nothing required and nothing reached where there is no guard', () => {
    expect(oneRoute(framework, [() => undefined])).toEqual([
      { method: 'GET', path: '/route', requires: {}, endpoints: [] },
    ]);
  });

  it('alternatives, and the endpoints that each of them permits', () => {
    const [route] = oneRoute(framework, [requireAnyScope('accounts_manage', 'transactions_read')]);
    expect(route?.requires).toEqual({ user: [['accounts_manage'], ['transactions_read']] });
    expect(route?.endpoints).toContain('GET /accounts');
    expect(route?.endpoints).not.toContain('GET /transactions');
  });

  it('no guard behind its handler, because no request reaches it', () => {
    const [route] = oneRoute(framework, [requireScope('profile'), () => undefined, requireScope('accounts_read')]);
    expect(route?.requires).toEqual({ user: [['profile']] });
  });

  it('the client as the subject, if the guard says so', () => {
    const [route] = oneRoute(framework, [requireScope('accounts_read', { as: 'client' })]);
    expect(route?.requires).toEqual({ client: [['accounts_read']] });
  });

  it('the scopes of all guards in a row, and the endpoints of the last one', () => {
    const [route] = oneRoute(framework, [
      requireScope('users_create'),
      requireScope('profile'),
      requireAnyScope('accounts_read', 'profile'),
    ]);
    expect(route?.requires).toEqual({ client: [['users_create']], user: [['profile']] });
    expect(route?.endpoints).not.toContain('POST /users');
  });

  it("the scopes of an endpoint in the mounted instance's catalogue", () => {
    const endpoints = { 'GET /accounts': { anyOf: ['profile'] } } as const;
    const [route] = oneRoute(framework, [requireEndpoint('GET /accounts')], { endpoints });
    expect(route?.requires).toEqual({ user: [['profile']] });
    expect(route?.endpoints).toContain('GET /accounts');
  });

  it("an error if its endpoint is not in the mounted instance's catalogue", () => {
    expect(() =>
      oneRoute(framework, [requireEndpoint('GET /accounts')], { endpoints: { 'GET /accounts': null } }),
    ).toThrow('not in the endpoint catalogue');
  });
});

describe('paths and methods are spelled as they are mounted', () => {
  const namesOf = (routes: readonly { method: string; path: string }[]) =>
    routes.map(({ method, path }) => `${method} ${path}`);

  it('by @koa/router: prefixes, several methods, any method, regular expressions', () => {
    const inner = new KoaRouter({ prefix: '/inner' }).get('/', () => undefined).get('/:id', () => undefined);
    const outer = new KoaRouter({ prefix: '/api' });
    outer.use(inner.routes());
    outer.register('/both', ['GET', 'POST'], () => undefined);
    outer.all('/any', () => undefined);
    const matching = new KoaRouter().del(/^\/v\d+/, () => undefined);
    const app = new Koa().use(outer.routes()).use(matching.routes());
    expect(namesOf(onKoa.describeRoutes(app))).toEqual([
      'GET /api/inner',
      'GET /api/inner/:id',
      'GET /api/both',
      'POST /api/both',
      'ALL /api/any',
      String.raw`DELETE ~ /^\/v\d+/`,
    ]);
  });

  it('by Express: mount paths, lists of paths, any method, regular expressions', () => {
    const inner = express.Router();
    inner.get('/', () => undefined).post(['/one', '/two'], () => undefined);
    inner.get(/^\/v\d+/, () => undefined);
    const app = express();
    app.use(['/api', '/v1/'], inner);
    app.all('/any', () => undefined);
    app
      .route('/things')
      .all((_request, _response, next) => next())
      .get(() => undefined)
      .put(() => undefined);
    expect(namesOf(onExpress.describeRoutes(app))).toEqual([
      'GET /api',
      'POST /api/one',
      'POST /api/two',
      String.raw`GET /api ~ /^\/v\d+/`,
      'GET /v1',
      'POST /v1/one',
      'POST /v1/two',
      String.raw`GET /v1 ~ /^\/v\d+/`,
      'ALL /any',
      'GET /things',
      'PUT /things',
    ]);
    expect(namesOf(onExpress.describeRoutes(inner))).toHaveLength(4);
  });

  it('a guard before a regular expression counts if its path is a part of the mount path', () => {
    const inner = express.Router();
    inner.get(/^\/v\d+/, () => undefined);
    const app = express();
    app.use('/api', onExpress.requireScope('profile') as RequestHandler, inner);
    app.use('/other', onExpress.requireScope('accounts_read') as RequestHandler, inner);
    expect(onExpress.describeRoutes(app).map(({ requires }) => requires)).toEqual([
      { user: [['profile']] },
      { user: [['accounts_read']] },
    ]);
  });

  it('a guard counts for a path with an optional part if it counts with and without that part', () => {
    const app = express();
    app.use('/accounts', onExpress.requireScope('profile') as RequestHandler);
    app.all('/accounts/:id', onExpress.requireScope('accounts_read') as RequestHandler);
    app.get('/accounts{/:id}', () => undefined);
    expect(onExpress.describeRoutes(app).at(-1)?.requires).toEqual({ user: [['profile']] });
  });

  it('a guard in a Koa router of one host counts for no other router', () => {
    const app = new Koa();
    const router = (host?: string) => new KoaRouter(host === undefined ? {} : { host });
    const guarded = router('one.example').get('/route', onKoa.requireScope('profile') as Middleware, () => undefined);
    app.use(guarded.routes()).use(
      router()
        .get('/route', () => undefined)
        .routes(),
    );
    expect(onKoa.describeRoutes(app).map(({ requires }) => requires)).toEqual([{ user: [['profile']] }, {}]);
  });

  it('an application without a route has none', () => {
    expect(onKoa.describeRoutes(new Koa())).toEqual([]);
    expect(onExpress.describeRoutes(express())).toEqual([]);
  });

  it('an Express that does not keep mount paths is an error that names the version to use', () => {
    const old = { stack: [{ handle: () => undefined, match: () => true }] };
    expect(() => onExpress.describeRoutes(old as unknown as express.Router)).toThrow('Express 5.3');
  });
});
