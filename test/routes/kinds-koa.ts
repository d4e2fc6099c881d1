/** Applications of Koa and `@koa/router` in which a request gets around a guard, or seems to: one of each kind that is known. */
import KoaRouter from '@koa/router';
import type { default as Koa, Middleware } from 'koa';
import KoaRouter12 from 'koa-router-12';

interface Kit {
  readonly app: Koa;
  readonly g: Middleware;
  readonly h: Middleware;
}

export interface KoaKind {
  readonly kind: string;
  mount(kit: Kit): void;
  /** Requests of which one at least reaches `h` without the guard; none for a kind whose guard is to be claimed. */
  readonly around?: readonly string[];
  readonly through?: readonly string[];
}

const pass: Middleware = (_ctx, next) => next();
const router = (options = {}) => new KoaRouter(options);
const prefixed = (prefix: string, options = {}) => router({ ...options, prefix });
const mounted = (...routers: readonly KoaRouter[]) => routers.map((one) => one.routes() as Middleware);
const on = (app: Koa, ...routers: readonly KoaRouter[]) => {
  for (const routes of mounted(...routers)) app.use(routes);
};

export const KOA_KINDS: readonly KoaKind[] = [
  {
    kind: "new Router({ prefix: '/api' }).use(g).get('/x', h)",
    mount: ({ app, g, h }) => on(app, prefixed('/api').use(g).get('/x', h)),
    around: ['GET /API/x'],
  },
  {
    kind: 'prefix set after the routes',
    mount: ({ app, g, h }) => on(app, router().use(g).get('/x', h).prefix('/api')),
    around: ['GET /API/x'],
  },
  {
    kind: 'a nested router with use(g), mounted at a path',
    mount: ({ app, g, h }) => on(app, router().use('/api', router().use(g).get('/x', h).routes())),
    around: ['GET /API/x'],
  },
  {
    kind: "prefix '/a$b', use(g)",
    mount: ({ app, g, h }) => on(app, prefixed('/a$b', { sensitive: true }).use(g).get('/x', h)),
    around: ['GET /a$b/x'],
  },
  {
    kind: "new Router({ exclusive: true }).use(g).get('/x', h)",
    mount: ({ app, g, h }) => on(app, router({ exclusive: true }).use(g).get('/x', h)),
    around: ['GET /x'],
  },
  {
    kind: 'router with use(g) beside',
    mount: ({ app, g, h }) => on(app, router().use(g).get('/a', pass), router().get('/a{/:id}', h)),
    around: ['GET /a/5'],
  },
  {
    kind: 'router of a host with use(g) beside',
    mount: ({ app, g, h }) => on(app, router({ host: 'two.example' }).use(g).get('/a', pass), router().get('/a', h)),
    around: ['GET /a'],
  },
  {
    kind: "use('/a/b', g); get('/a{/:id}/b', h)",
    mount: ({ app, g, h }) => on(app, router().use('/a/b', g).get('/a{/:id}/b', h)),
    around: ['GET /a/5/b'],
  },
  {
    kind: "use('/', g); get('/x', h)",
    mount: ({ app, g, h }) => on(app, router().use('/', g).get('/x', h)),
    around: ['GET /x'],
  },
  {
    kind: "prefix '/api', use('/', g); get('/x', h)",
    mount: ({ app, g, h }) => on(app, prefixed('/api').use('/', g).get('/x', h)),
    around: ['GET /api/x'],
  },
  {
    kind: "use('/a/', g); get('/a/x', h)",
    mount: ({ app, g, h }) => on(app, router().use('/a/', g).get('/a/x', h)),
    around: ['GET /a/x'],
  },
  {
    kind: "strict: use('/a/', g); get('/a', h)",
    mount: ({ app, g, h }) => on(app, router({ strict: true }).use('/a/', g).get('/a', h)),
    around: ['GET /a'],
  },
  {
    kind: "all('/a', g); get('/a{/:id}', h)",
    mount: ({ app, g, h }) => on(app, router().all('/a', g).get('/a{/:id}', h)),
    around: ['GET /a/5'],
  },
  {
    kind: "post('/x', g); get('/x', h)",
    mount: ({ app, g, h }) => on(app, router().post('/x', g).get('/x', h)),
    around: ['GET /x'],
  },
  {
    kind: "get('/x', h); get('/x', g, other)",
    mount: ({ app, g, h }) => on(app, router().get('/x', h).get('/x', g, pass)),
    around: ['GET /x'],
  },
  { kind: "get('/x', h).use(g)", mount: ({ app, g, h }) => on(app, router().get('/x', h).use(g)), around: ['GET /x'] },
  {
    kind: "use(/^\\/api/, g); get('/api/x', h)",
    mount: ({ app, g, h }) =>
      on(
        app,
        router()
          .use(/^\/api/ as never, g)
          .get('/api/x', h),
      ),
    around: ['GET /API/x'],
  },
  {
    kind: "use(/^\\/api/gi, g); get('/api/x', h)",
    mount: ({ app, g, h }) =>
      on(
        app,
        router()
          .use(/^\/api/gi as never, g)
          .get('/api/x', h),
      ),
    around: ['POST /api/x', 'GET /api/x'],
  },
  {
    kind: "prefix '/api', use('', g), get(/^\\/x/, h): a regular expression takes no prefix",
    mount: ({ app, g, h }) => on(app, prefixed('/api').use('', g).get(/^\/x/, h)),
    around: ['GET /x'],
  },
  {
    kind: "use('/files/:name', g); get('/files/*path', h)",
    mount: ({ app, g, h }) => on(app, router().use('/files/:name', g).get('/files/*path', h)),
    around: ['GET /files//x'],
  },
  {
    kind: "use(['/a', '/b'], g); get('/:p', h)",
    mount: ({ app, g, h }) => on(app, router().use(['/a', '/b'], g).get('/:p', h)),
    around: ['GET /c'],
  },
  {
    kind: 'a guard in a function around a router',
    mount: ({ app, g, h }) => {
      const [routes] = mounted(router().use(g).get('/y', pass));
      app.use((ctx, next) => routes?.(ctx as never, next));
      on(app, router().get('/x', h));
    },
    around: ['GET /x'],
  },
  {
    kind: 'a guard in a wrapper',
    mount: ({ app, g, h }) => {
      const wrapped: Middleware = (ctx, next) => (ctx.query['skip'] === undefined ? g(ctx, next) : next());
      on(app, router().get('/x', Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(g)), h));
    },
    around: ['GET /x?skip'],
  },
  {
    kind: "param('id') that answers, on a route with g",
    mount: ({ app, g, h }) =>
      on(
        app,
        router()
          .param('id', (_id, ctx, next) => h(ctx as never, next))
          .get('/:id', g, pass),
      ),
    around: ['GET /5'],
  },
  {
    kind: "on('not-found', h) of a router with use(g)",
    mount: ({ app, g, h }) => {
      const one = router().use(g).get('/a', pass);
      one.on('not-found', h as never);
      on(app, one);
    },
    around: ['GET /x'],
  },
  {
    kind: "sensitive guard: use('/a', g) in a sensitive nested router, get in the outer one",
    mount: ({ app, g, h }) => {
      const outer = router();
      outer.use(router({ sensitive: true }).use('/a', g).get('/a/y', pass).routes());
      outer.get('/a/x', h);
      on(app, outer);
    },
    around: ['GET /A/x'],
  },
  {
    kind: "@koa/router 12: use('/a', g); get('/a/:id*x', h), where the asterisk repeats the parameter",
    mount: ({ app, g, h }) => on(app, new KoaRouter12().use('/a', g).get('/a/:id*x', h) as never),
    around: ['GET /ax'],
  },
  {
    kind: 'an application with a function of its own that composes middleware',
    mount: ({ app, g, h }) => {
      on(app.use(g), router().get('/x', h));
      Object.assign(app, { compose: (all: readonly Middleware[]) => all.at(-1) });
    },
    around: ['GET /x'],
  },
  {
    kind: 'a name that older routers read in another way',
    mount: ({ app, g, h }) =>
      on(
        app,
        router()
          .use('/:idé/b' as never, g)
          .get('/:x{/:y}', h),
      ),
    around: ['GET /a'],
  },

  {
    kind: "get('/x', g, h)",
    mount: ({ app, g, h }) => on(app, prefixed('/api').get('/x', g, h)),
    through: ['GET /api/x', 'GET /API/X/', 'HEAD /api/x'],
  },
  {
    kind: 'app.use(g), and any function between',
    mount: ({ app, g, h }) => {
      app.use(g).use(pass);
      on(app, prefixed('/api').get(/^\/x/g, h));
    },
    through: ['GET /x'],
  },
  {
    kind: 'use(g) without a prefix',
    mount: ({ app, g, h }) => on(app, router().use(g).use(pass).get('/x{/:id}', h)),
    through: ['GET /x', 'GET /X/5'],
  },
  {
    kind: "prefix '/api', sensitive, use(g)",
    mount: ({ app, g, h }) => on(app, prefixed('/api', { sensitive: true }).use(g).get('/x', h)),
    through: ['GET /api/x'],
  },
  {
    kind: "prefix '/api', use('', g)",
    mount: ({ app, g, h }) =>
      on(
        app,
        prefixed('/api')
          .use('' as never, g)
          .get('/x', h),
      ),
    through: ['GET /api/x', 'GET /API/x'],
  },
  {
    kind: "prefix '/:tenant', use(g)",
    mount: ({ app, g, h }) => on(app, prefixed('/:tenant').use(g).get('/x', h)),
    through: ['GET /t/x', 'GET /T/X'],
  },
  {
    kind: "use('/a', g); a function that rewrites; get('/a/x', h): the router reads the path once",
    mount: ({ app, g, h }) =>
      on(
        app,
        router()
          .use('/a', g)
          .get('/old', (ctx, next) => {
            ctx.url = '/a/x';
            return next();
          })
          .get('/a/x', h),
      ),
    through: ['GET /a/x'],
  },
  {
    kind: "use('/', g); get('/', h)",
    mount: ({ app, g, h }) => on(app, router().use('/', g).get('/', h)),
    through: ['GET /'],
  },
  {
    kind: "nested routers: outer.use('/a', g, inner)",
    mount: ({ app, g, h }) => on(app, router().use('/a', g, router().get('/x', h).routes())),
    through: ['GET /a/x', 'GET /A/x'],
  },
];
