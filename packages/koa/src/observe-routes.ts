/** Holds requests, in tests, against the description of the routes of a Koa application. */
import { readApplication, type RouteObservation, RouteObserver, withRouteMetadata } from '@linxo-guard/core/adapter';
import type { Context, Next } from 'koa';
import { type Application, readMounted, routersOf } from './read-mounted.ts';

/** The router notes here the path of the layer whose functions it calls. */
const MATCHED = '_matchedRoute';

/**
 * Observes which handlers of `@koa/router` requests reach, and with which guards. In a test, `check()` then throws if a request
 * reached a handler without a guard that `describeRoutes(app)` claims for it. Until `stop()`, a function of this package stands in
 * front of each handler of the routers.
 *
 * @param app the application, after its routes are mounted
 * @example
 * ```ts
 * const observed = observeRoutes(app);
 * // … the requests of the test …
 * observed.check();
 * observed.stop();
 * ```
 */
export function observeRoutes(app: Application): RouteObservation {
  const observer = new RouteObserver(readApplication(readMounted(app)));
  for (const { stack } of routersOf(app).flatMap(({ stack: layers }) => layers)) {
    // The router reads the list for each request.
    const list = stack as object[];
    for (const handler of list.filter((one) => observer.isObserved(one, stack))) {
      const watcher = watching((ctx) => {
        // A router may be mounted on other applications, too.
        if ((ctx.app as object) !== app) return;
        const shown = `${ctx.method} ${ctx.originalUrl}`;
        const path = (ctx as { _matchedRoute?: unknown })[MATCHED];
        observer.reach({ handler, place: stack, path, request: ctx, method: ctx.method, shown });
      });
      list.splice(list.indexOf(handler), 0, watcher);
      observer.atEnd(() => list.splice(list.indexOf(watcher), 1));
    }
  }
  return observer;
}

function watching(note: (ctx: Context) => void): object {
  function watchHandler(ctx: Context, next: Next): Promise<unknown> {
    note(ctx);
    return next();
  }
  return withRouteMetadata(watchHandler, {});
}
