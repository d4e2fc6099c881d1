/** The parts of a mounted application in terms that all frameworks share. An adapter reads them; core decides what they prove. */
import type { MountedPath } from './path-cover.ts';

/** A part of an application or a router. Parts are in the order in which requests meet them. */
export type MountedPart = MountedFunction | MountedRoute | MountedRouter;

/** Middleware that stands between routes. */
export interface MountedFunction {
  readonly kind: 'function';
  readonly paths: readonly MountedPath[];
  readonly handler: object;
  /** Tells apart the routes that share the function, when requests are observed. Default: the function. */
  readonly place?: object;
  /** True if it is called for errors only, and may end them. */
  readonly handlesErrors?: boolean;
  /** The name of what it is, if that cannot be looked into and has a better name than its function. */
  readonly name?: string;
}

/** A handler of a route. */
export interface RouteHandler {
  readonly handler: object;
  /** As for {@link MountedFunction}: one function may be the handler of many routes. */
  readonly place?: object;
  readonly handlesErrors?: boolean;
}

/** One registration of a route: all handlers that belong to it. */
export interface MountedRoute {
  readonly kind: 'route';
  readonly paths: readonly MountedPath[];
  /** The handlers by method in capitals; `ALL` stands for the methods that are not named. */
  readonly methods: readonly (readonly [method: string, handlers: readonly RouteHandler[]])[];
}

/** A router with parts of its own. */
export interface MountedRouter {
  readonly kind: 'router';
  readonly paths: readonly MountedPath[];
  readonly parts: readonly MountedPart[];
  /** The callbacks for parameters, by name. They run before what is mounted at a path with such a parameter. */
  readonly parameterCallbacks?: Readonly<Record<string, readonly object[]>>;
  /** The reason why it may skip middleware: it is exclusive, so that it runs one layer only, or it has a `compose` of its own. */
  readonly skips?: 'exclusive' | 'compose';
  /** True if its middleware runs only for requests that one of its routes answers. */
  readonly onlyWithRoute?: boolean;
}

/** An application, or a router that is described by itself. */
export interface MountedApplication {
  readonly parts: readonly MountedPart[];
  readonly parameterCallbacks?: MountedRouter['parameterCallbacks'];
  readonly skips?: MountedRouter['skips'];
  /** True if a function can change the URL before the framework compares it with the paths that follow. */
  readonly readsPathAgain: boolean;
}
