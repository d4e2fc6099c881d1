/** Reads what is mounted on a Koa application: middleware, and the layers of `@koa/router`. */
import { InvalidConfiguration } from '@linxo-guard/core';
import { type MountedApplication, type MountedPart, type MountedPath, routeMethods } from '@linxo-guard/core/adapter';
import Koa from 'koa';
import { type Layer, mountedPath } from './layer-path.ts';

type ComposeFunction = (...args: never[]) => unknown;

/** A Koa application, whatever its state. */
export interface Application {
  readonly middleware: readonly object[];
  /** The function that composes the middleware. Koa 3 takes it as an option. */
  readonly compose?: ComposeFunction;
}

export interface Router {
  readonly stack: readonly Layer[];
  readonly exclusive?: unknown;
  /** The handlers of events, which `@koa/router` has since 15: of requests that no route answers, for example. */
  readonly _events?: { readonly _handlers?: ReadonlyMap<string, readonly object[]> };
}

/** All requests match. */
const ANYWHERE: readonly MountedPath[] = [{ path: undefined, extent: 'start', sensitive: false }];

/**
 * Reads an application. A router looks at the path of a request once, and calls the functions of all layers that match in a row.
 *
 * @throws InvalidConfiguration when it is none
 */
export function readMounted(app: Application): MountedApplication {
  // A caller in JavaScript may give anything.
  const { middleware, compose } = (app ?? {}) as Partial<Application>;
  if (!Array.isArray(middleware)) {
    throw new InvalidConfiguration([
      'describeRoutes(app): app is not a Koa application. Mount the routes on one: new Koa().use(router.routes()).',
    ]);
  }
  const parts = middleware.flatMap(readMiddleware);
  return isKoasOwn(compose) ? { parts, readsPathAgain: false } : { parts, readsPathAgain: false, skips: 'compose' };
}

/** Several copies of Koa may be installed, so the text of the function is compared. */
function isKoasOwn(compose: ComposeFunction | undefined): boolean {
  return compose === undefined || String(compose) === String((new Koa() as Partial<Application>).compose);
}

/** Returns the routers of an application. */
export function routersOf({ middleware }: Application): readonly Router[] {
  return middleware.flatMap((one) => routerOf(one) ?? []);
}

/** The middleware of `router.routes()` has a `router` property. Other middleware may have one that is something else. */
function routerOf(handler: object): Router | undefined {
  const { router } = handler as { readonly router?: Partial<Router> };
  const isLayer = (one: Partial<Layer> | undefined) => Array.isArray(one?.methods) && Array.isArray(one.stack);
  return Array.isArray(router?.stack) && router.stack.every(isLayer) ? (router as Router) : undefined;
}

function readMiddleware(handler: object): readonly MountedPart[] {
  const router = routerOf(handler);
  if (!router) return [{ kind: 'function', paths: ANYWHERE, handler }];
  const parts = router.stack.flatMap(readLayer);
  // They are private, and answer requests.
  // oxlint-disable-next-line no-underscore-dangle
  const unanswered = [...(router._events?._handlers?.values() ?? [])].flat();
  return [
    {
      kind: 'router',
      paths: ANYWHERE,
      parts,
      onlyWithRoute: true,
      ...(router.exclusive ? { skips: 'exclusive' } : {}),
    },
    ...unanswered.map((one) => ({ kind: 'function', paths: ANYWHERE, handler: one }) as const),
  ];
}

/** A layer without methods is middleware between the routes. */
function readLayer(layer: Layer): readonly MountedPart[] {
  const paths = [mountedPath(layer)];
  const handlers = layer.stack.map((handler) => ({ handler, place: layer.stack }));
  if (layer.methods.length === 0) return handlers.map((one) => ({ kind: 'function', paths, ...one }));
  return [{ kind: 'route', paths, methods: routeMethods(layer.methods).map((method) => [method, handlers]) }];
}
