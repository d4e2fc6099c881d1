/** Mounts random applications on Express. */
import { readApplication } from '@linxo-guard/core/adapter';
import { linxo, requireScope } from '@linxo-guard/express';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { readMounted } from '../../packages/express/src/read-mounted.ts';
import { attempt, type Framework, isErrorHandler, pathOf, type Reached, userOf } from './framework.ts';
import type { Fn, Part } from './tree.ts';

/** Express has types for the path of each call, and here it is any. */
type Loose = Record<string, (...args: unknown[]) => Loose>;

export const expressFramework: Framework = {
  name: 'Express',
  mount({ options, parts }, connect, reached) {
    const app = express();
    app.set('env', 'test');
    if (options.sensitive) app.enable('case sensitive routing');
    if (options.strict) app.enable('strict routing');
    app.use(linxo(connect, { user: userOf }));
    for (const part of parts) attempt(() => mountPart(app as unknown as Loose, part, reached));
    return { described: readApplication(readMounted(app)), handle: app };
  },
};

function mountPart(router: Loose, part: Part, reached: Reached): void {
  if (part.kind === 'parameter') {
    router['param']?.(part.name, functionOf(part.fn, reached));
    return;
  }
  if (part.kind === 'route') {
    const route = router['route']?.(pathOf(part.path));
    for (const { method, fns } of part.chain) route?.[method]?.(...fns.map((fn) => functionOf(fn, reached)));
    return;
  }
  const path = part.path === undefined ? [] : [pathOf(part.path)];
  if (part.kind === 'use') {
    router['use']?.(...path, ...part.fns.map((fn) => functionOf(fn, reached)));
    return;
  }
  const inner = part.opaque
    ? express()
    : express.Router({ caseSensitive: part.options.sensitive, strict: part.options.strict, mergeParams: true });
  if (part.opaque) (inner as express.Express).set('env', 'test');
  for (const one of part.parts) attempt(() => mountPart(inner as unknown as Loose, one, reached));
  router['use']?.(...path, inner);
}

function functionOf(fn: Fn, reached: Reached): unknown {
  if (fn.does === 'guard') return requireScope(fn.scope);
  const act = (request: Request, response: Response, next: NextFunction, error?: unknown) => {
    switch (fn.does) {
      case 'answer':
        response.end('answer');
        return;
      case 'rewrite':
        request.url = fn.url;
        return next();
      case 'change method':
        request.method = fn.method;
        return next();
      case 'skip route':
        return next('route');
      case 'leave router':
        return next('router');
      case 'fail':
        return next(new Error('failed'));
      default:
        return fn.does === 'hand on errors' ? next(error) : next();
    }
  };
  const handler: RequestHandler = (request, response, next) => {
    reached(handler, request, request.method);
    act(request, response, next);
  };
  // Express looks at the number of parameters.
  const errorHandler = (error: unknown, request: Request, response: Response, next: NextFunction) =>
    act(request, response, next, error);
  return isErrorHandler(fn) ? errorHandler : handler;
}
