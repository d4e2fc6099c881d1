import KoaRouter from '@koa/router';
import { createLinxo, type Linxo, type Scope } from '@linxo-guard/core';
import type { RouteDescription } from '@linxo-guard/core/routes';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type RequestHandler } from 'express';
import fc from 'fast-check';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import type { Served } from './adapter.ts';
import { listen } from './listen.ts';

/** Scopes of users of which none includes another. */
const SCOPES = ['profile', 'accounts_read', 'connections_sync', 'connections_manage'] as const;
type UserScope = (typeof SCOPES)[number];

/** A guard for all parts behind it, a route, or a router with parts of its own. */
type Part =
  | { readonly kind: 'guard'; readonly path?: string | undefined; readonly scope: UserScope }
  | {
      readonly kind: 'route';
      readonly method: 'get' | 'post' | 'all';
      readonly path: string;
      readonly scope?: UserScope | undefined;
    }
  | { readonly kind: 'router'; readonly path: string; readonly parts: readonly Part[] };

/** A framework that mounts parts. A route answers requests that name its number and passes on all others. */
interface Framework {
  readonly name: string;
  mount(
    parts: readonly Part[],
    connect: Linxo,
  ): { readonly routes: readonly RouteDescription[]; serve(): Promise<Served> };
}

const userOf = (name: string | undefined) => (name ? { username: name, password: () => 'secret' } : undefined);

const expressFramework: Framework = {
  name: 'Express',
  mount(parts, connect) {
    let number = 0;
    const answering = (own: number): RequestHandler => {
      return (request, response, next) => {
        if (request.get('x-route') === String(own)) response.end(String(own));
        else next();
      };
    };
    const fill = <R extends express.IRouter>(router: R, inner: readonly Part[]): R => {
      for (const part of inner) {
        const guards = 'scope' in part && part.scope ? [onExpress.requireScope(part.scope) as RequestHandler] : [];
        if (part.kind === 'guard') router.use(part.path ?? '/', ...guards);
        else if (part.kind === 'route') router[part.method](part.path, ...guards, answering(number++));
        else router.use(part.path, fill(express.Router(), part.parts));
      }
      return router;
    };
    const app = express();
    app.use(onExpress.linxo(connect, { user: (request) => userOf(request.get('x-user')) }));
    fill(app, parts);
    return { routes: onExpress.describeRoutes(app), serve: () => listen(app) };
  },
};

const koaFramework: Framework = {
  name: 'Koa',
  mount(parts, connect) {
    let number = 0;
    const answering = (own: number): Koa.Middleware => {
      return (ctx, next) => {
        if (ctx.get('x-route') !== String(own)) return next();
        ctx.body = String(own);
        return undefined;
      };
    };
    const fill = (router: KoaRouter, inner: readonly Part[]): KoaRouter => {
      for (const part of inner) {
        const guards = 'scope' in part && part.scope ? [onKoa.requireScope(part.scope) as Koa.Middleware] : [];
        if (part.kind === 'guard' && part.path) router.use(part.path, ...guards);
        else if (part.kind === 'guard') router.use(...guards);
        else if (part.kind === 'route') router[part.method](part.path, ...guards, answering(number++));
        else router.use(part.path, fill(new KoaRouter(), part.parts).routes());
      }
      return router;
    };
    const app = new Koa();
    app.silent = true;
    app.use(onKoa.linxo(connect, { user: (ctx) => userOf(ctx.get('x-user')) }));
    for (const part of parts) {
      if (part.kind === 'guard' && !part.path) app.use(onKoa.requireScope(part.scope) as Koa.Middleware);
      else app.use(fill(new KoaRouter(), [part]).routes());
    }
    return { routes: onKoa.describeRoutes(app), serve: () => listen(app.callback()) };
  },
};

/** Returns an instance that gets all requested scopes, and a record of the requests. */
function recordingLinxo() {
  const asked: string[] = [];
  const connect = createLinxo({
    environment: 'sandbox',
    clientId: 'client',
    clientSecret: 'secret',
    fetch: (_url, init) => {
      const scope = new URLSearchParams(init?.body as string).get('scope') ?? '';
      asked.push(...scope.split(' '));
      const body = { access_token: 'token', token_type: 'Bearer', expires_in: 3600, scope };
      return Promise.resolve(Response.json(body));
    },
  });
  return { connect, asked };
}

const scope = fc.constantFrom(...SCOPES);
const mountPath = fc.constantFrom('/a', '/b');
const { part } = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('guard' as const), path: fc.option(mountPath, { nil: undefined }), scope }),
    fc.record({
      kind: fc.constant('route' as const),
      method: fc.constantFrom('get' as const, 'post' as const, 'all' as const),
      path: fc.constantFrom('/', '/a', '/:id', '/a/:id'),
      scope: fc.option(scope, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('router' as const),
      path: mountPath,
      parts: fc.array(tie('part'), { maxLength: 3 }),
    }),
  ),
}));
const parts = fc.array(part, { minLength: 1, maxLength: 5 });

const scopesIn = ({ requires }: RouteDescription): readonly Scope[] => [...new Set(requires.user?.[0])].toSorted();

describe.each([expressFramework, koaFramework])('the routes of $name that are described', ({ mount }) => {
  it('require exactly the scopes that a request for them uses, however guards and routers are nested', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (mounted) => {
        const { connect, asked } = recordingLinxo();
        const { routes, serve } = mount(mounted, connect);
        const served = await serve();
        try {
          for (const [number, route] of routes.entries()) {
            asked.length = 0;
            const response = await fetch(served.url + route.path.replaceAll(/:\w+/g, 'x'), {
              // The path belongs to none of the router's own routes, because requests for those would pass it too.
              method: route.method === 'ALL' ? 'PATCH' : route.method,
              headers: { 'x-route': String(number), 'x-user': `user-${number}` },
            });
            expect([route.path, response.status, await response.text()]).toEqual([route.path, 200, String(number)]);
            expect([route.path, [...new Set(asked)].toSorted()]).toEqual([route.path, scopesIn(route)]);
          }
        } finally {
          await served.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
