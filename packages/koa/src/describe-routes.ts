/** Describes the routes of a Koa application, as `@koa/router` keeps them. */
import { describeApplication } from '@linxo-guard/core/adapter';
import type { RouteDescription } from '@linxo-guard/core/routes';
import { type Application, readMounted } from './read-mounted.ts';

/**
 * Describes the scopes that each route of an application requires: every registration of `@koa/router` (12 to 15), in order, nested
 * routers included, and those without a guard as well. A guard is in `requires` only if no request for the route can avoid it; other
 * guards that may apply are in `uncertain`, with the reason. Nothing is called or changed. Middleware that cannot be looked into,
 * such as that of `koa-mount`, is listed with the method `USE`.
 *
 * @param app the application, after its routes are mounted
 * @example
 * ```ts
 * await checkScopesManifest(describeRoutes(createApp(connect)), 'linxo-scopes.json');
 * ```
 */
export function describeRoutes(app: Application): readonly RouteDescription[] {
  return describeApplication(readMounted(app));
}
