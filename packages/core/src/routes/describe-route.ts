/** What a mounted route requires, read from the middleware that a request for it passes. */
import { type Catalogue, DEFAULT_CATALOGUE, permits } from '../endpoint/endpoint-catalogue.ts';
import { type SubjectType, SUBJECT_TYPES, type Scope } from '../catalog/scopes.ts';
import { type Tag, tagOf } from '../guard/route-metadata.ts';
import { createRequirement } from '../guard/requirement.ts';
import { type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import { anyOfEach } from './alternatives.ts';

/** A route as a framework has it. */
export interface MountedRoute {
  /** In capitals; `ALL` for a route that answers any. */
  readonly method: string;
  /** The path, mount paths included, in the framework's spelling. */
  readonly path: string;
  /** The middleware that a request for it passes before it comes to the route, in order. */
  readonly before: readonly object[];
  /** The route's own, in order. */
  readonly own: readonly object[];
}

/** Sets of scopes of which any one is enough, the one that includes least first. An empty set: any token will do. */
export type ScopeAlternatives = readonly (readonly Scope[])[];

/** What a route requires and reaches. */
export interface RouteDescription {
  /** In capitals; `ALL` for a route that answers any. */
  readonly method: string;
  /** The path, mount paths included, in the framework's spelling. */
  readonly path: string;
  /** By whose token it is: the scopes that it needs. No guard, no entry. */
  readonly requires: Readonly<Partial<Record<SubjectType, ScopeAlternatives>>>;
  /** The endpoints that its handler reaches, by the catalogue of the instance that is mounted before it. */
  readonly endpoints: readonly string[];
}

/** Describes a route. For an adapter, which knows how its framework keeps routes. */
export function describeRoute({ method, path, before, own }: MountedRoute): RouteDescription {
  const tags = [...before.map(tagOf), ...upToHandler(own.map(tagOf))];
  const catalogue = tags.findLast(({ mount }) => mount)?.mount?.connect.catalogue ?? DEFAULT_CATALOGUE;
  const requirements = tags.flatMap(({ guard }) => (guard ? [createRequirement(guard.declaration, catalogue)] : []));
  const requires: Partial<Record<SubjectType, ScopeAlternatives>> = {};
  for (const subjectType of SUBJECT_TYPES) {
    const needed = requirements.filter((requirement) => requirement.subjectType === subjectType);
    if (needed.length > 0)
      requires[subjectType] = anyOfEach(needed.map(({ alternatives }) => alternatives)).map(scopesOf);
  }
  // The last guard's access is what the handler finds.
  return { method, path, requires, endpoints: endpointsOf(requirements.at(-1)?.alternatives ?? [], catalogue) };
}

/** A guard behind the last handler guards nothing. Where there are only guards, they are what a request comes to. */
function upToHandler(own: readonly Tag[]): readonly Tag[] {
  const handler = own.findLastIndex(({ guard }) => guard === undefined);
  return handler === -1 ? own : own.slice(0, handler);
}

/** Whichever alternative was granted: the endpoints that each of them opens. */
function endpointsOf(alternatives: readonly ScopeMask[], catalogue: Catalogue): readonly string[] {
  if (alternatives.length === 0) return [];
  return [...catalogue.values()]
    .filter((entry) => alternatives.every((alternative) => permits(alternative, entry)))
    .map(({ name }) => name);
}
