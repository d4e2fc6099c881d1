/** Mounts random applications on Koa and `@koa/router`. */
import KoaRouter from '@koa/router';
import { readApplication } from '@linxo-guard/core/adapter';
import { linxo, requireScope } from '@linxo-guard/koa';
import Koa, { type Context, type Middleware, type Next } from 'koa';
import { readMounted } from '../../packages/koa/src/read-mounted.ts';
import { attempt, type Framework, pathOf, type Reached, userOf } from './framework.ts';
import type { Fn, Part, RouterOptions } from './tree.ts';

/** The types of `@koa/router` know one kind of path for each call, and here it is any. */
type Loose = Record<string, (...args: unknown[]) => unknown>;

export function koaFramework(name: string, Router: unknown = KoaRouter): Framework {
  return {
    name,
    mount({ parts }, connect, reached) {
      const app = new Koa();
      app.silent = true;
      app.use(linxo(connect, { user: ({ req }) => userOf(req) }));
      for (const part of parts) mountOn(app, part, { Router: Router as typeof KoaRouter, reached });
      return { described: readApplication(readMounted(app)), handle: app.callback() };
    },
  };
}

interface Setup {
  readonly Router: typeof KoaRouter;
  readonly reached: Reached;
}

function mountOn(app: Koa, part: Part, setup: Setup): void {
  if (part.kind === 'use' && part.path === undefined) {
    for (const fn of part.fns) app.use(functionOf(fn, setup.reached));
  } else if (part.kind === 'router') {
    const routes = routerOf(part.options, part.parts, setup).routes() as Middleware;
    // A function around a router, as `koa-mount` makes one.
    app.use(part.opaque ? (ctx, next) => routes(ctx, next) : routes);
  } else {
    app.use(routerOf({}, [part], setup).routes() as Middleware);
  }
}

function routerOf({ latePrefix, ...options }: RouterOptions, parts: readonly Part[], setup: Setup): KoaRouter {
  const router = new setup.Router(options);
  for (const part of parts) attempt(() => mountPart(router as unknown as Loose, part, setup));
  if (latePrefix !== undefined) attempt(() => router.prefix(latePrefix));
  return router;
}

function mountPart(router: Loose, part: Part, setup: Setup): void {
  const functionsOf = (fns: readonly Fn[]) => fns.map((fn) => functionOf(fn, setup.reached));
  if (part.kind === 'parameter') {
    const act = functionOf(part.fn, setup.reached);
    router['param']?.(part.name, (_value: string, ctx: Context, next: () => Promise<unknown>) => act(ctx, next));
  } else if (part.kind === 'route') {
    for (const { method, fns } of part.chain) router[method]?.(pathOf(part.path), ...functionsOf(fns));
  } else {
    const path = part.path === undefined ? [] : [pathOf(part.path)];
    const routes =
      part.kind === 'router' ? (routerOf(part.options, part.parts, setup).routes() as Middleware) : undefined;
    if (routes)
      router['use']?.(
        ...path,
        part.kind === 'router' && part.opaque ? (ctx: Context, next: Next) => routes(ctx, next) : routes,
      );
    else if (part.kind === 'use') router['use']?.(...path, ...functionsOf(part.fns));
  }
}

function functionOf(fn: Fn, reached: Reached): Middleware {
  if (fn.does === 'guard') return requireScope(fn.scope);
  const handler: Middleware = async (ctx, next) => {
    reached(handler, ctx.req, ctx.method);
    switch (fn.does) {
      case 'answer':
        ctx.body = 'answer';
        return;
      case 'rewrite':
        ctx.url = fn.url;
        return next();
      case 'change method':
        ctx.method = fn.method;
        return next();
      case 'fail':
        throw new Error('failed');
      case 'skip route':
        Object.assign(ctx, { newRouterPath: '/a', routerPath: '/a/b' });
        return next();
      case 'go on after errors':
        await next().catch(() => undefined);
        // A second time is an error of Koa's.
        return next();
      default:
        return next();
    }
  };
  return handler;
}
