/** Holds requests, in tests, against the description of the routes of an Express application. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readApplication, type RouteObservation, RouteObserver } from '@linxo-guard/core/adapter';
import type { Express, IRouter, Request } from 'express';
import { readMounted } from './read-mounted.ts';

/** Express publishes each function that it calls for a request, since 5.3. */
const CHANNEL = 'tracing:express.router.request:start';

interface Call {
  readonly req: Request;
  readonly handler: object;
  readonly layer: object;
  /** The path that matched. */
  readonly route?: unknown;
  readonly errorHandler?: boolean;
}

/**
 * Observes which functions requests reach, and with which guards. In a test, `check()` then throws if a request reached a handler
 * without a guard that `describeRoutes(app)` claims for it. The application is not changed.
 *
 * @param app the application, after its routes are mounted
 * @throws InvalidConfiguration when Express is older than 5.3
 * @example
 * ```ts
 * const observed = observeRoutes(app);
 * // … the requests of the test …
 * observed.check();
 * observed.stop();
 * ```
 */
export function observeRoutes(app: Express | IRouter): RouteObservation {
  const observer = new RouteObserver(readApplication(readMounted(app)));
  const isApplication = !('stack' in app);
  const onCall = (message: unknown) => {
    const { req, handler, layer, route, errorHandler } = message as Call;
    // A router may be mounted on other applications, too.
    if (errorHandler === true || (isApplication && (req.app as object) !== app)) return;
    const place = observer.isObserved(handler, layer) ? layer : (req.route as object);
    const shown = `${req.method} ${req.originalUrl}`;
    observer.reach({ handler, place, path: route, request: req, method: req.method, shown });
  };
  subscribe(CHANNEL, onCall);
  observer.atEnd(() => unsubscribe(CHANNEL, onCall));
  return observer;
}
