/** Applications of Express in which a request gets around a guard, or seems to: one of each kind that is known. */
import { requireScope } from '@linxo-guard/express';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';

/** Lists the parts that a kind mounts: `g` is a guard, `h` the handler that a request reaches. */
interface Kit {
  readonly app: Express;
  readonly g: RequestHandler;
  readonly h: RequestHandler;
}

export interface ExpressKind {
  /** The mounted parts, in short. */
  readonly kind: string;
  mount(kit: Kit): void;
  /** Requests, such as `GET /a`, of which one at least reaches `h` without the guard; none for a kind whose guard is to be claimed. */
  readonly around?: readonly string[];
  /** Requests that reach `h` with the guard. */
  readonly through?: readonly string[];
  /** Settings of the application. */
  readonly settings?: readonly string[];
}

const pass: RequestHandler = (_q, _r, next) => next();
const to =
  (url: string): RequestHandler =>
  (request, _response, next) => {
    request.url = url;
    next();
  };
const goOn = (_error: unknown, _q: Request, _r: Response, next: NextFunction) => next();
const routerWith = (fill: (router: Router) => unknown, options = {}) => {
  const router = express.Router(options);
  fill(router);
  return router;
};

export const EXPRESS_KINDS: readonly ExpressKind[] = [
  {
    kind: "use('/a/b', g); get('/a{/:id}/b', h)",
    mount: ({ app, g, h }) => app.use('/a/b', g).get('/a{/:id}/b', h),
    around: ['GET /a/5/b'],
  },
  {
    kind: "all('/a', g); get('/a{/:id}', h)",
    mount: ({ app, g, h }) => app.all('/a', g).get('/a{/:id}', h),
    around: ['GET /a/5'],
  },
  {
    kind: "use(/^\\/api/, g); get('/api/x', h)",
    mount: ({ app, g, h }) => app.use(/^\/api/, g).get('/api/x', h),
    around: ['GET /API/x'],
  },
  {
    kind: "use(/^\\/api/gi, g); get('/api/x', h)",
    mount: ({ app, g, h }) => app.use(/^\/api/gi, g).get('/api/x', h),
    around: ['GET /api/x', 'GET /api/x'],
  },
  {
    kind: "use('/files/:name', g); get('/files/*path', h)",
    mount: ({ app, g, h }) => app.use('/files/:name', g).get('/files/*path', h),
    around: ['GET /files//x'],
  },
  {
    kind: "use('/files/*path', g); get('/files{/*path}', h)",
    mount: ({ app, g, h }) => app.use('/files/*path', g).get('/files{/*path}', h),
    around: ['GET /files'],
  },
  {
    kind: 'use(g); use(error handler that goes on); get',
    mount: ({ app, g, h }) => app.use(g).use(goOn).get('/x', h),
    around: ['GET /x'],
  },
  {
    kind: "use('/x', g); use(function that rewrites the URL); get('/x', h)",
    mount: ({ app, g, h }) => app.use('/x', g).use(to('/x')).get('/x', h),
    around: ['GET /old'],
  },
  {
    kind: "use('/x', g); get('/old', function that rewrites); get('/x', h)",
    mount: ({ app, g, h }) => app.use('/x', g).get('/old', to('/x')).get('/x', h),
    around: ['GET /old'],
  },
  {
    kind: "get('/x', next('route'), g); get('/x', h)",
    mount: ({ app, g, h }) => app.get('/x', (_q, _r, next) => next('route'), g).get('/x', h),
    around: ['GET /x'],
  },
  {
    kind: "get('/x', h); get('/x', g, other)",
    mount: ({ app, g, h }) => app.get('/x', h).get('/x', g, pass),
    around: ['GET /x'],
  },
  {
    kind: "route('/x').get(g, other).all(h)",
    mount: ({ app, g, h }) => app.route('/x').get(g, pass).all(h),
    around: ['POST /x'],
  },
  {
    kind: "route('/x').head(h).get(g, other)",
    mount: ({ app, g, h }) => app.route('/x').head(h).get(g, pass),
    around: ['HEAD /x'],
  },
  {
    kind: "route('/x').trace(g).get(h)",
    mount: ({ app, g, h }) => app.route('/x').trace(g).get(h),
    around: ['GET /x'],
  },
  {
    kind: "get('/x', g, error handler that goes on, h)",
    mount: ({ app, g, h }) => app.get('/x', g, goOn as never, h),
    around: ['GET /x'],
  },
  { kind: "get('/x', h, g)", mount: ({ app, g, h }) => app.get('/x', h, g), around: ['GET /x'] },
  { kind: "get('/x', h); use(g)", mount: ({ app, g, h }) => app.get('/x', h).use(g), around: ['GET /x'] },
  { kind: "use('/a', g); get('/:p', h)", mount: ({ app, g, h }) => app.use('/a', g).get('/:p', h), around: ['GET /b'] },
  {
    kind: "use(['/a', '/b'], g); get('/:p', h)",
    mount: ({ app, g, h }) => app.use(['/a', '/b'], g).get('/:p', h),
    around: ['GET /c'],
  },
  { kind: "use(['/'], g); get('/x', h)", mount: ({ app, g, h }) => app.use(['/'], g).get('/x', h), around: ['GET /x'] },
  {
    kind: "use([/b/, '/:x'], g); get('/:x', h)",
    mount: ({ app, g, h }) => app.use([/b/, '/:x'], g).get('/:x', h),
    around: ['GET /b'],
  },
  { kind: "use([], g); get('/x', h)", mount: ({ app, g, h }) => app.use([], g).get('/x', h), around: ['GET /x'] },
  {
    kind: "use('/:a-:b', g); get('/:id', h)",
    mount: ({ app, g, h }) => app.use('/:a-:b', g).get('/:id', h),
    around: ['GET /x'],
  },
  {
    kind: "use('/v:n', g); get('/:id', h)",
    mount: ({ app, g, h }) => app.use('/v:n', g).get('/:id', h),
    around: ['GET /x'],
  },
  {
    kind: "use('/a{/:id}/b', g); get('/a/:x/:y', h)",
    mount: ({ app, g, h }) => app.use('/a{/:id}/b', g).get('/a/:x/:y', h),
    around: ['GET /a/1/2'],
  },
  {
    kind: `use('/:"two words"/b', g); get('/:id{/:x}', h)`,
    mount: ({ app, g, h }) => app.use('/:"two words"/b', g).get('/:id{/:x}', h),
    around: ['GET /a'],
  },
  {
    kind: "use('', g); options('{*any}', h)",
    mount: ({ app, g, h }) => app.use('', g).options('{*any}', h),
    around: ['OPTIONS *'],
  },
  {
    kind: "use('/:x', g); use('{/:y}', another guard); get('/:x/*rest', h), for a host without a path",
    mount: ({ app, g, h }) => app.use('/:x', g).use('{/:y}', requireScope('openid')).get('/:x/*rest', h),
    around: ['GET http://host'],
  },
  {
    kind: "use('/:x', g); use('{/:y}', router with get('/:x/*rest', h)), for a host without a path",
    mount: ({ app, g, h }) =>
      app.use('/:x', g).use(
        '{/:y}',
        routerWith((r) => r.get('/:x/*rest', h)),
      ),
    around: ['GET http://host'],
  },
  {
    kind: "a case-sensitive router with use('/a', g), and in it a router with get('/x', h)",
    settings: ['case sensitive routing'],
    mount: ({ app, g, h }) => app.use('/a', g).use(routerWith((r) => r.get('/a/x', h))),
    around: ['GET /A/x'],
  },
  {
    kind: "use('/a/b', g); use('/a', router with get('/b', h), function that rewrites in it)",
    mount: ({ app, g, h }) =>
      app.use('/a/b', g).use(
        '/a',
        routerWith((r) => r.use(to('/b')).get('/b', h)),
      ),
    around: ['GET /a/z'],
  },
  {
    kind: "param('id', next('route')); use('/:id', g); get('/:x', h)",
    mount: ({ app, g, h }) => {
      app.param('id', (_q, _r, next) => next('route'));
      app.use('/:id', g).get('/:x', h);
    },
    around: ['GET /a'],
  },
  {
    kind: "param('id', function that rewrites); use('/z/x', g); get('/:id', other); get('/z/x', h)",
    mount: ({ app, g, h }) => {
      app.param('id', (q, _r, next) => {
        q.url = '/z/x';
        next();
      });
      app.use('/z/x', g).get('/:id', pass).get('/z/x', h);
    },
    around: ['GET /b'],
  },
  {
    kind: 'a router with use(g), mounted beside',
    mount: ({ app, g, h }) =>
      app
        .use(
          '/x/5',
          routerWith((r) => r.use(g).get('/', pass)),
        )
        .get('/x{/:id}', h),
    around: ['GET /x'],
  },
  {
    kind: "router that leaves itself: use(next('router')), use(g)",
    mount: ({ app, g, h }) => app.use(routerWith((r) => r.use((_q, _r, next) => next('router')).use(g))).get('/x', h),
    around: ['GET /x'],
  },
  {
    kind: "a router of regular expression, behind use('/api', g)",
    mount: ({ app, g, h }) =>
      app.use('/api', g).use(
        /^\/ap./,
        routerWith((r) => r.get('/x', h)),
      ),
    around: ['GET /apx/x'],
  },
  {
    kind: "use('/api', g); get(/api/, h)",
    mount: ({ app, g, h }) => app.use('/api', g).get(/api/, h),
    around: ['GET /x/api'],
  },
  {
    kind: 'a guard in a wrapper',
    mount: ({ app, g, h }) =>
      app.get(
        '/x',
        Object.defineProperties(
          ((q, r, n) => (q.query['skip'] === undefined ? g(q, r, n) : n())) satisfies RequestHandler,
          Object.getOwnPropertyDescriptors(g),
        ),
        h,
      ),
    around: ['GET /x?skip'],
  },
  {
    kind: 'a guard as the prototype of a function',
    mount: ({ app, g, h }) =>
      app.get('/x', Object.setPrototypeOf(((_q: unknown, _r: unknown, n: NextFunction) => n()) as object, g), h),
    around: ['GET /x'],
  },
  {
    kind: 'a guard in a sub-application',
    mount: ({ app, g, h }) => app.use(express().set('env', 'test').use('/y', g)).get('/x', h),
    around: ['GET /x'],
  },
  {
    kind: "use('/a', g); use('/a/', router) with a path that has a slash at the end, strict",
    settings: ['strict routing'],
    mount: ({ app, g, h }) =>
      app.use('/a/', g).use(
        '/a',
        routerWith((r) => r.get('/', h), { strict: true }),
      ),
    through: ['GET /a', 'GET /a/'],
  },
  {
    kind: 'function that looks like a router',
    mount: ({ app, g, h }) =>
      app
        .use('/x', g)
        .use(
          Object.assign(
            ((q, _r, n) => {
              q.url = '/x';
              n();
            }) satisfies RequestHandler,
            { stack: [] },
          ),
        )
        .get('/x', h),
    around: ['GET /old'],
  },

  {
    kind: "Router({ caseSensitive: 1 }) with use('/a', g), and in it a router with get('/a', h)",
    mount: ({ app, g, h }) =>
      app.use(routerWith((r) => r.use('/a', g).use(routerWith((inner) => inner.get('/a', h))), { caseSensitive: 1 })),
    around: ['GET /A'],
  },
  {
    kind: 'function whose prototype is a router with use(g)',
    mount: ({ app, g, h }) => {
      const open = routerWith((r) => r.get('/x', h));
      const guarded = routerWith((r) => r.use(g).get('/x', h));
      const wrapper: RequestHandler = (q, r, n) => open(q, r, n);
      app.use(Object.setPrototypeOf(wrapper, guarded)).get('/y', h);
    },
    around: ['GET /x'],
  },
  {
    kind: "param('id', g); get('/a{/:id}', h)",
    mount: ({ app, g, h }) => app.param('id', g).get('/a{/:id}', h),
    around: ['GET /a'],
  },

  { kind: "get('/x', g, h)", mount: ({ app, g, h }) => app.get('/x', g, h), through: ['GET /x', 'GET /X/', 'HEAD /x'] },
  {
    kind: 'use(g); get; any function between',
    mount: ({ app, g, h }) => app.use(g).use(pass).get('/x', h),
    through: ['GET /x'],
  },
  {
    kind: "use('/a', g); get('/a/x', other); get('/a/y{/:z}', h)",
    mount: ({ app, g, h }) => app.use('/a', g).get('/a/x', pass).get('/a/y{/:z}', h),
    through: ['GET /a/y', 'GET /A/y/1'],
  },
  {
    kind: "param('id', another guard); use('/:id', g); get('/:id', h)",
    mount: ({ app, g, h }) => app.param('id', requireScope('openid')).use('/:id', g).get('/:id', h),
    through: ['GET /5'],
  },
  {
    kind: "use('/:tenant', g, router with get('/x', h))",
    mount: ({ app, g, h }) =>
      app.use(
        '/:tenant',
        g,
        routerWith((r) => r.use(pass).get('/x', h)),
      ),
    through: ['GET /t/x'],
  },
  {
    kind: "use(router with use(g), get('/x', h))",
    mount: ({ app, g, h }) =>
      app.use(
        /^\/any/,
        routerWith((r) => r.use(g).get('/x', h)),
      ),
    through: ['GET /any/x'],
  },
  {
    kind: "use(['/a', '/b'], g); get(['/a/x', '/b/x'], h)",
    mount: ({ app, g, h }) => app.use(['/a', '/b'], g).get(['/a/x', '/b/x'], h),
    through: ['GET /b/x'],
  },
  { kind: "route('/x').all(g).get(h)", mount: ({ app, g, h }) => app.route('/x').all(g).get(h), through: ['GET /x'] },
  {
    kind: "use('/Files', g, static)",
    mount: ({ app, g, h }) => app.use('/Files', g, h),
    through: ['GET /files/secret.html'],
  },
];
