/** Reads the handlers of a route of Express, method by method. */
import { type MountedPath, type MountedRoute, type RouteHandler, routeMethods } from '@linxo-guard/core/adapter';

type Handler = (...args: never[]) => unknown;

/** The stack has the handlers of all methods in their order. A handler without a method is for any method. */
export interface Route {
  readonly stack: readonly { readonly method?: string; readonly handle: Handler }[];
}

/** Express takes a function for a handler of errors if it declares four parameters. */
export function readHandler(handler: Handler): RouteHandler {
  return handler.length === 4 ? { handler, handlesErrors: true } : { handler };
}

/** A request for `HEAD` meets the handlers of `GET`, unless the route has some for `HEAD`. */
export function readRoute(route: Route, paths: readonly MountedPath[]): MountedRoute {
  const { stack } = route;
  const handlersFor = (asked?: string) =>
    stack.filter(({ method }) => method === undefined || method === asked).map(({ handle }) => handle);
  const named = [...new Set(stack.flatMap(({ method }) => method ?? []))];
  const lists = named.map((method) => [method.toUpperCase(), handlersFor(method)] as const);
  const ofAny = handlersOfAny(lists) ?? (stack.some(({ method }) => method === undefined) ? handlersFor() : undefined);
  const methods = [
    ...lists.filter(([, handlers]) => !ofAny || !isSame(handlers, ofAny)),
    ...(ofAny ? [['ALL', ofAny] as const] : []),
  ];
  const read = (handler: Handler) => ({ ...readHandler(handler), place: route });
  return { kind: 'route', paths, methods: methods.map(([method, handlers]) => [method, handlers.map(read)]) };
}

/** `app.all()` registers its handlers for each method by itself. */
function handlersOfAny(lists: readonly (readonly [string, readonly Handler[]])[]): readonly Handler[] | undefined {
  const isForAll = routeMethods(lists.map(([method]) => method)).includes('ALL');
  return isForAll ? lists.find(([method]) => method === 'CONNECT')?.[1] : undefined;
}

function isSame(some: readonly Handler[], others: readonly Handler[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
