/** Reads the routes of a Koa application, as `@koa/router` keeps them. */
import { answersMethod, describeRoute, joinPaths, requestPathOf, routeMethods } from '@linxo-guard/core/adapter';
import type { RouteDescription } from '@linxo-guard/core/routes';

/** A Koa application, whatever its state. */
interface Application {
  readonly middleware: readonly object[];
}

/** A route of a router, or middleware that stands between them: then it has no methods. */
interface Layer {
  readonly methods: readonly string[];
  readonly path: string | RegExp;
  readonly stack: readonly object[];
  match(path: string): boolean;
}

/** The middleware of `router.routes()` has a `router` property. */
interface Routes {
  readonly router?: { readonly stack?: readonly Layer[]; readonly host?: unknown };
}

/**
 * Describes the scopes that each route of an application requires: all routes of `@koa/router`, nested routers included, and those
 * without a guard as well. It sees what is mounted when it is called. It cannot look into middleware that answers by itself or wraps
 * other middleware.
 *
 * @param app the application, after its routes are mounted
 */
export function describeRoutes(app: Application): readonly RouteDescription[] {
  return app.middleware.flatMap((mounted, index) => {
    const layers = (mounted as Routes).router?.stack ?? [];
    return layers.flatMap((layer, place) =>
      // A layer without methods is no route.
      (layer.methods.length === 0 ? [] : routeMethods(layer.methods)).map((method) => {
        const path = joinPaths('', layer.path);
        const requested = requestPathOf(path);
        const before = app.middleware.slice(0, index).flatMap((one) => passedIn(one, requested, method));
        const beside = matching(layers.slice(0, place), requested, method).flatMap(({ stack }) => stack);
        return describeRoute({ method, path, before: [...before, ...beside], own: layer.stack });
      }),
    );
  });
}

/** Returns the middleware that a request passes. A router does nothing for a request that none of its routes answers. */
function passedIn(mounted: object, path: string, method: string): readonly object[] {
  const { router } = mounted as Routes;
  if (!router?.stack) return [mounted];
  // A router with a host sees only the requests for that host.
  if (router.host) return [];
  const matched = matching(router.stack, path, method);
  return matched.some(({ methods }) => methods.length > 0) ? matched.flatMap(({ stack }) => stack) : [];
}

function matching(layers: readonly Layer[], path: string, method: string): readonly Layer[] {
  return layers.filter((layer) => answersMethod(layer.methods, method) && layer.match(path));
}
