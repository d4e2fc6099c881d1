/** Route metadata: what a middleware of this library is, written on the function, so that a mounted application can be described. */
import type { Guard } from './guard.ts';
import type { Mount } from './mount.ts';

/** `Symbol.for`, so that two copies of this package understand each other. */
const METADATA = Symbol.for('linxo-guard.route-metadata');

/** The metadata of a guard's middleware, or of the middleware of `linxo(…)`. */
export interface RouteMetadata {
  readonly guard?: Guard;
  readonly mount?: Mount;
}

/** Writes metadata on a middleware and returns it. */
export function withRouteMetadata<F extends object>(middleware: F, metadata: RouteMetadata): F {
  return Object.defineProperty(middleware, METADATA, { value: metadata });
}

/** Returns the metadata of a middleware; it is empty for one that is not this library's. */
export function routeMetadataOf(middleware: object): RouteMetadata {
  return (middleware as { readonly [METADATA]?: RouteMetadata })[METADATA] ?? {};
}
