/** Describes the routes of an Express application. */
import { describeApplication } from '@linxo-guard/core/adapter';
import type { RouteDescription } from '@linxo-guard/core/routes';
import type { Express, IRouter } from 'express';
import { readMounted } from './read-mounted.ts';

/**
 * Describes the scopes that each route of an application requires: every registration, in order, nested routers included, and those
 * without a guard as well. A guard is in `requires` only if no request for the route can avoid it; other guards that may apply are
 * in `uncertain`, with the reason. Nothing is called or changed. Middleware that cannot be looked into, such as a sub-application,
 * is listed with the method `USE`.
 *
 * @param app the application, after its routes are mounted; or a router
 * @throws InvalidConfiguration when Express is older than 5.3: it does not keep the paths at which routers are mounted
 * @example
 * ```ts
 * await checkScopesManifest(describeRoutes(createApp(connect)), 'linxo-scopes.json');
 * ```
 */
export function describeRoutes(app: Express | IRouter): readonly RouteDescription[] {
  return describeApplication(readMounted(app));
}
