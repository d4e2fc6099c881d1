/** Describes what a mounted route requires, from the middleware that a request for it passes. */
import { type Catalogue, DEFAULT_CATALOGUE, permits } from '../endpoint/endpoint-catalogue.ts';
import { type SubjectType, SUBJECT_TYPES, type Scope } from '../catalog/scopes.ts';
import { type RouteMetadata, routeMetadataOf } from '../guard/route-metadata.ts';
import { createRequirement } from '../guard/requirement.ts';
import { type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import { combineAlternatives } from './alternatives.ts';

/** A route as a framework has registered it. */
export interface MountedRoute {
  /** The method in capitals, or `ALL` for a route that answers any method. */
  readonly method: string;
  /** The path with all mount paths, in the framework's syntax. */
  readonly path: string;
  /** The middleware that a request passes before it reaches the route, in order. */
  readonly before: readonly object[];
  /** The route's own middleware and handlers, in order. */
  readonly own: readonly object[];
}

/** Sets of scopes of which any one is enough, the one with the fewest included scopes first. An empty set means any token. */
export type ScopeAlternatives = readonly (readonly Scope[])[];

/** The scopes that a route requires, and the endpoints that it reaches. */
export interface RouteDescription {
  /** The method in capitals, or `ALL` for a route that answers any method. */
  readonly method: string;
  /** The path with all mount paths, in the framework's syntax. */
  readonly path: string;
  /** The required scopes by subject type. A route without a guard for a subject type has no entry for it. */
  readonly requires: Readonly<Partial<Record<SubjectType, ScopeAlternatives>>>;
  /** The endpoints that the handler may call, according to the catalogue of the Linxo instance mounted before it. */
  readonly endpoints: readonly string[];
}

/** Describes a route. Adapters call it, because they know where their framework keeps routes. */
export function describeRoute({ method, path, before, own }: MountedRoute): RouteDescription {
  const passed = [...before.map(routeMetadataOf), ...beforeHandler(own.map(routeMetadataOf))];
  const catalogue = passed.findLast(({ mount }) => mount)?.mount?.connect.catalogue ?? DEFAULT_CATALOGUE;
  const requirements = passed.flatMap(({ guard }) => (guard ? [createRequirement(guard.declaration, catalogue)] : []));
  const requires: Partial<Record<SubjectType, ScopeAlternatives>> = {};
  for (const subjectType of SUBJECT_TYPES) {
    const needed = requirements.filter((requirement) => requirement.subjectType === subjectType);
    if (needed.length > 0)
      requires[subjectType] = combineAlternatives(needed.map(({ alternatives }) => alternatives)).map(scopesOf);
  }
  // The handler gets the access of the last guard, so only that guard's scopes permit endpoints.
  return { method, path, requires, endpoints: endpointsOf(requirements.at(-1)?.alternatives ?? [], catalogue) };
}

/** Leaves out guards behind the last handler, because no request reaches them. If there are only guards, all of them count. */
function beforeHandler(own: readonly RouteMetadata[]): readonly RouteMetadata[] {
  const handler = own.findLastIndex(({ guard }) => guard === undefined);
  return handler === -1 ? own : own.slice(0, handler);
}

/** Returns the endpoints that every alternative permits, because any one of them may have been granted. */
function endpointsOf(alternatives: readonly ScopeMask[], catalogue: Catalogue): readonly string[] {
  if (alternatives.length === 0) return [];
  return [...catalogue.values()]
    .filter((entry) => alternatives.every((alternative) => permits(alternative, entry)))
    .map(({ name }) => name);
}
