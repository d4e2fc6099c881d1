/** Reads the parts of an Express router: its layers, in their order, with what `router` keeps of them. */
import type { MountedFunction, MountedPart, MountedPath, MountedRouter } from '@linxo-guard/core/adapter';
import { readHandler, readRoute, type Route } from './read-route.ts';

type Path = string | RegExp;

/** A route, a router, or other middleware. */
interface Layer {
  /** The path that it was mounted with. `router` keeps it since 2.3, which Express 5.3 brought. */
  readonly rawPath?: Path | readonly Path[];
  /** True if every request matches. */
  readonly slash?: boolean;
  readonly route?: Route;
  readonly handle: Handle;
}

type Handle = ((...args: never[]) => unknown) & Partial<Router>;

export interface Router {
  readonly stack: readonly Layer[];
  /** Any value that is true by JavaScript's rules counts. */
  readonly caseSensitive?: unknown;
  readonly strict?: unknown;
  readonly params?: Readonly<Record<string, readonly object[]>>;
  readonly handle?: unknown;
}

/** Returns true if the layers of a router and of the routers in it have the paths that they were mounted with. */
export function keepsPaths({ stack }: Router): boolean {
  return stack.every((layer) => layer.rawPath !== undefined);
}

/**
 * Reads a router.
 *
 * @param around the routers that it is mounted in: one that is mounted in itself is not read again
 */
export function readRouter(router: Router, around: readonly object[] = []): readonly MountedPart[] {
  return router.stack.map((layer) => readLayer(layer, router, [...around, router]));
}

function readLayer(layer: Layer, router: Router, around: readonly object[]): MountedPart {
  const { handle, route } = layer;
  const paths = listOf(layer.rawPath).map((path) => mountedPath(path, layer, router));
  if (route) return readRoute(route, paths);
  const inner = innerRouterOf(handle);
  if (!inner) return readFunction(layer, paths);
  if (around.includes(handle)) return { ...readFunction(layer, paths), name: 'a router that is mounted in itself' };
  if (!keepsPaths(inner)) return { ...readFunction(layer, paths), name: 'a router of the package router before 2.3' };
  const { params } = inner;
  return {
    kind: 'router',
    paths,
    parts: readRouter(inner, around),
    ...(params ? { parameterCallbacks: params } : {}),
  } satisfies MountedRouter;
}

function readFunction(layer: Layer, paths: readonly MountedPath[]): MountedFunction {
  const isApplication = layer.handle.name === 'mounted_app';
  return {
    kind: 'function',
    paths,
    place: layer,
    ...readHandler(layer.handle),
    ...(isApplication ? { name: 'a sub-application, which describeRoutes() describes by itself' } : {}),
  };
}

/** Returns a handler that is a router. A function that only looks like one, such as one that wraps it, is none. */
function innerRouterOf(handle: Handle): Router | undefined {
  const isRouter =
    Object.hasOwn(handle, 'stack') &&
    Array.isArray(handle.stack) &&
    typeof handle.handle === 'function' &&
    !Object.hasOwn(handle, 'handle');
  return isRouter ? (handle as unknown as Router) : undefined;
}

function mountedPath(path: Path, layer: Layer, { caseSensitive, strict }: Router): MountedPath {
  const common = { extent: layer.route ? 'whole' : 'start', sensitive: Boolean(caseSensitive) } as const;
  if (layer.slash === true) return { ...common, path: undefined };
  const isStrict = Boolean(strict) && layer.route !== undefined;
  // Express takes away slashes at the end in the same way.
  if (typeof path !== 'string' || path === '/' || isStrict) return { ...common, path, strict: isStrict };
  return { ...common, path: path.replace(/\/+$/, '') };
}

function listOf(paths: Layer['rawPath']): readonly Path[] {
  if (paths === undefined) return [];
  return typeof paths === 'string' || paths instanceof RegExp ? [paths] : paths;
}
