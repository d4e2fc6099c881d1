/** Reads the handlers of a route of Express, method by method. */
import type { MountedPath, MountedRoute } from '@linxo-guard/core/adapter';
import { readHandler } from './read-router.ts';

/** The stack has the handlers of all methods in their order. A handler without a method is for any method. */
export interface Route {
  readonly stack: readonly { readonly method?: string; readonly handle: (...args: never[]) => unknown }[];
}

/** A request for `HEAD` meets the handlers of `GET`, unless the route has some for `HEAD`. */
export function readRoute({ stack }: Route, paths: readonly MountedPath[]): MountedRoute {
  const named = [...new Set(stack.flatMap(({ method }) => method ?? []))];
  const hasAll = stack.some(({ method }) => method === undefined);
  const handlersFor = (asked?: string) =>
    stack.filter(({ method }) => method === undefined || method === asked).map(({ handle }) => readHandler(handle));
  return {
    kind: 'route',
    paths,
    methods: [
      ...named.map((method) => [method.toUpperCase(), handlersFor(method)] as const),
      ...(hasAll ? [['ALL', handlersFor()] as const] : []),
    ],
  };
}
