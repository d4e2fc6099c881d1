import KoaRouter from '@koa/router';
import { createLinxo, type LinxoOptions } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type RequestHandler } from 'express';
import express4 from 'express4';
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
        uncertain: [],
        endpoints: expect.arrayContaining(['GET /accounts', 'GET /accounts/{id}']) as unknown,
      },
    ]);
  });

  it('nothing required and nothing reached where there is no guard', () => {
    expect(oneRoute(framework, [() => undefined])).toEqual([
      { method: 'GET', path: '/route', requires: {}, uncertain: [], endpoints: [] },
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

describe('the scopes of an endpoint are uncertain if another route may mount an instance with another catalogue', () => {
  const [one, other] = [linxoWith({ endpoints: { 'GET /accounts': { anyOf: ['profile'] } } }), linxoWith()];
  const expected = { requires: {}, uncertain: [{ why: expect.stringContaining('different catalogues') as string }] };

  it('in Express', () => {
    const app = express().use(onExpress.linxo(one));
    app.get('/x', onExpress.linxo(other)).get('/x', onExpress.requireEndpoint('GET /accounts'));
    expect(onExpress.describeRoutes(app).at(-1)).toMatchObject(expected);
  });

  it('in Koa', () => {
    const router = new KoaRouter().get('/x', onKoa.linxo(other) as never);
    router.get('/x', onKoa.requireEndpoint('GET /accounts') as never);
    const app = new Koa().use(onKoa.linxo(one)).use(router.routes() as never);
    expect(onKoa.describeRoutes(app).at(-1)).toMatchObject(expected);
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
      'ALL /things',
    ]);
    expect(namesOf(onExpress.describeRoutes(inner))).toHaveLength(4);
  });

  it('an application without a route has none', () => {
    expect(onKoa.describeRoutes(new Koa())).toEqual([]);
    expect(onExpress.describeRoutes(express())).toEqual([]);
  });

  it('an Express that does not keep mount paths is an error that names the version to use', () => {
    const old = { stack: [{ handle: () => undefined, match: () => true }] };
    expect(() => onExpress.describeRoutes(old as unknown as express.Router)).toThrow('Express 5.3');
    const four = express4();
    four.get('/x', () => undefined);
    for (const app of [four, express4(), express4.Router().get('/x', () => undefined)]) {
      expect(() => onExpress.describeRoutes(app)).toThrow('update Express for the description');
    }
  });

  it('what is no application is an error that says so', () => {
    for (const none of [{}, undefined, null, 'app']) {
      expect(() => onExpress.describeRoutes(none as never)).toThrow('neither an Express application nor a router');
      expect(() => onKoa.describeRoutes(none as never)).toThrow('not a Koa application');
    }
  });

  it('middleware of Koa with a property `router` that is no router is listed as what it is', () => {
    const other = Object.assign(() => undefined, { router: { stack: [{ path: '/x' }] } });
    expect(onKoa.describeRoutes(new Koa().use(other))).toMatchObject([{ method: 'USE', path: '/' }]);
  });

  it('an application of Express makes its router with the settings of a later moment', () => {
    const app = express();
    expect(onExpress.describeRoutes(app)).toEqual([]);
    app.enable('case sensitive routing');
    expect((app.router as unknown as { caseSensitive: boolean }).caseSensitive).toBe(true);
  });
});

describe('what is not proved is said, with the reason and what to do', () => {
  const g = onExpress.requireScope('profile') as RequestHandler;
  const h: RequestHandler = () => undefined;
  const whyOf = (mount: (app: express.Express) => unknown) => {
    const app = express();
    mount(app);
    const route = onExpress.describeRoutes(app).findLast(({ method }) => method === 'GET');
    expect(route?.requires).toEqual({});
    expect(route?.uncertain.map(({ scopes }) => scopes)).toContainEqual({ user: [['profile']] });
    return route?.uncertain.map(({ why }) => why).join('\n');
  };

  it.each([
    ['a regular expression', (app) => app.use(/^\/api/, g).get('/api', h), 'regular expression'],
    ['a wildcard', (app) => app.use('/files/*path', g).get('/files/x', h), 'more than literals and whole parameters'],
    [
      'a path that some requests do not have',
      (app) => app.use('/a/:id', g).get('/a{/:id}', h),
      'does not cover every request',
    ],
    [
      'an error handler',
      (app) =>
        app
          .use(g)
          .use((_e: unknown, _q: unknown, _r: unknown, n: () => void) => n())
          .get('/x', h),
      'behind the routes',
    ],
    [
      'a function that may rewrite the URL',
      (app) => app.use('/x', g).use(h).get('/x', h),
      'h() (USE /) stands between it and the route, and may change the URL',
    ],
    ['another route', (app) => app.all('/x', g).get('/x', h), 'It guards another route or router'],
    [
      'a function before it',
      (app) => app.get('/x', h, g, h),
      'h() stands before it, and may answer by itself: put the guard first',
    ],
    [
      'a parameter callback',
      (app) => app.param('id', h as never) && app.use('/:id', g).get('/:id', h),
      'as a parameter callback',
    ],
  ] satisfies [string, (app: express.Express) => unknown, string][])('%s', (_name, mount, why) => {
    expect(whyOf(mount)).toContain(why);
  });

  it('the case of @koa/router, and what helps', () => {
    const router = new KoaRouter({ prefix: '/api' })
      .use(onKoa.requireScope('profile') as Middleware)
      .get('/x', () => undefined);
    const [route] = onKoa.describeRoutes(new Koa().use(router.routes()));
    expect(route).toMatchObject({ path: '/api/x', requires: {} });
    expect(route?.uncertain[0]?.why).toMatch(/matched with case.*put the guard on the route.*router\.use\('', guard\)/);
  });
});

describe('what cannot be looked into is listed as such', () => {
  const guard = onExpress.requireScope('profile') as RequestHandler;
  const app = express();
  const serveFiles: RequestHandler = () => undefined;
  app.use('/admin', guard, serveFiles);
  app.use('/shop', express());
  app.use((request, response, next) => guard(request, response, next));
  app.get(
    '/x',
    function validate() {},
    () => undefined,
  );
  const routes = onExpress.describeRoutes(app);

  it('middleware, with the guards in front of it', () => {
    expect(routes[0]).toMatchObject({
      method: 'USE',
      path: '/admin',
      opaque: ['serveFiles()'],
      requires: { user: [['profile']] },
    });
  });

  it('a sub-application, which is described by itself, and a guard in a wrapper', () => {
    expect(routes[1]).toMatchObject({ method: 'USE', path: '/shop', requires: {} });
    expect(routes[1]?.opaque?.[0]).toContain('a sub-application');
    expect(routes[2]).toMatchObject({ method: 'USE', path: '/', opaque: ['a function without a name'] });
  });

  it('what a route has before its handler', () => {
    expect(routes[3]).toMatchObject({ method: 'GET', path: '/x', opaque: ['validate()'] });
  });

  it('a router that is mounted in itself', () => {
    const router = express.Router();
    router.use('/again', router).get('/x', guard, () => undefined);
    expect(onExpress.describeRoutes(router).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'USE /again',
      'GET /x',
    ]);
  });

  it('middleware of Koa, and what answers when no route does', () => {
    const router = new KoaRouter().get('/x', () => undefined);
    router.on('not-found', function answerAnyway() {});
    const koa = new Koa().use(async function serveKoaFiles() {}).use(router.routes());
    expect(onKoa.describeRoutes(koa).map(({ method, opaque }) => [method, opaque])).toEqual([
      ['USE', ['serveKoaFiles()']],
      ['GET', undefined],
      ['USE', ['answerAnyway()']],
    ]);
  });
});
