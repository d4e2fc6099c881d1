/** Route metadata: what a middleware of this library is, written on the function, so that a mounted application can be described. */
import type { Guard } from './guard.ts';
import type { Mount } from './mount.ts';

/** `Symbol.for`, so that two copies of this package understand each other. */
const METADATA = Symbol.for('linxo-guard.route-metadata');

/** The metadata of a guard's middleware, or of the middleware of `linxo(…)`. Other middleware of this library has neither. */
export interface RouteMetadata {
  readonly guard?: Guard;
  readonly mount?: Mount;
}

interface Marked {
  readonly [METADATA]?: { readonly of: object; readonly metadata: RouteMetadata };
}

/** Writes metadata on a middleware and returns it. */
export function withRouteMetadata<F extends object>(middleware: F, metadata: RouteMetadata): F {
  return Object.defineProperty(middleware, METADATA, { value: { of: middleware, metadata } });
}

/**
 * Returns the metadata of a middleware; undefined for one that is not this library's. A function that wraps a guard and has all its
 * properties is not the guard: nobody knows when it calls it.
 */
export function routeMetadataOf(middleware: object): RouteMetadata | undefined {
  const mark = (middleware as Marked)[METADATA];
  return mark?.of === middleware ? mark.metadata : undefined;
}
