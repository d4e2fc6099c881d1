/** Reads the routes of an Express application. */
import { InvalidConfiguration } from '@linxo-guard/core';
import {
  answersMethod,
  describeRoute,
  joinPaths,
  type MountedRoute,
  requestPathOf,
  routeMethods,
} from '@linxo-guard/core/adapter';
import type { RouteDescription } from '@linxo-guard/core/routes';
import type { Express, IRouter } from 'express';

type Path = string | RegExp;
type Paths = Path | readonly Path[];

interface Route {
  /** A handler without a method is for any method. */
  readonly stack: readonly { readonly method?: string; readonly handle: object }[];
}

/** A route, a router, or other middleware. */
interface Layer {
  /** The path that it was mounted with: Express keeps it since 5.3. */
  readonly rawPath?: Paths;
  readonly route?: Route;
  /** The handle of a router has layers of its own. */
  readonly handle: object & { readonly stack?: readonly Layer[] };
  /** Returns the part of a path that it matches: all of it for a route. */
  match(path: string): { readonly path: string } | false;
}

/**
 * Describes the scopes that each route of an application requires: all routes, nested routers included, and those without a guard
 * as well. It sees what is mounted when it is called. It cannot look into sub-applications, nor into middleware that answers by
 * itself or wraps other middleware.
 *
 * @param app the application, after its routes are mounted; or a router
 * @throws InvalidConfiguration when Express is older than 5.3: it forgets where routers are mounted
 */
export function describeRoutes(app: Express | IRouter): readonly RouteDescription[] {
  const { stack } = 'router' in app ? app.router : app;
  return routesIn(stack as unknown as readonly Layer[]).map(describeRoute);
}

function routesIn(layers: readonly Layer[]): readonly MountedRoute[] {
  return layers.flatMap((layer, index) =>
    routesOf(layer).map(({ method, path, before, own }) => {
      const passed = passedIn(layers.slice(0, index), requestPathOf(path), method);
      return { method, path, before: [...passed, ...before], own };
    }),
  );
}

function routesOf({ route, handle, rawPath }: Layer): readonly MountedRoute[] {
  if (rawPath === undefined)
    throw new InvalidConfiguration(['describeRoutes() needs Express 5.3 or newer: older ones forget mount paths.']);
  if (route) {
    const methods = routeMethods(route.stack.flatMap(({ method }) => method ?? []));
    return listOf(rawPath).flatMap((path) =>
      methods.map((method) => ({
        method,
        path: joinPaths('', path),
        before: [],
        own: handlersOf(route, method),
      })),
    );
  }
  const inner = routesIn(handle.stack ?? []);
  return listOf(rawPath).flatMap((mountPath) =>
    inner.map(({ method, path, before, own }) => ({
      method,
      path: joinPaths(joinPaths('', mountPath), path),
      before,
      own,
    })),
  );
}

/** Returns the handlers of some layers that a request passes. */
function passedIn(layers: readonly Layer[], path: string, method: string): readonly object[] {
  return layers.flatMap((layer) => {
    const matched = layer.match(path);
    if (!matched) return [];
    if (layer.route) return handlersOf(layer.route, method);
    if (layer.handle.stack) return passedIn(layer.handle.stack, path.slice(matched.path.length) || '/', method);
    return [layer.handle];
  });
}

function handlersOf({ stack }: Route, method: string): readonly object[] {
  return stack.filter((one) => answersMethod(one.method ? [one.method] : [], method)).map(({ handle }) => handle);
}

function listOf(paths: Paths): readonly Path[] {
  return typeof paths === 'string' || paths instanceof RegExp ? [paths] : paths;
}
