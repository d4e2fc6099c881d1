/** Describes what a route requires, from the guards that its requests pass or may pass. */
import { type SubjectType, SUBJECT_TYPES, type Scope } from '../catalog/scopes.ts';
import { type Catalogue, DEFAULT_CATALOGUE, permits } from '../endpoint/endpoint-catalogue.ts';
import { createRequirement, type Requirement } from '../guard/requirement.ts';
import { type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import { combineAlternatives } from './alternatives.ts';
import { DOUBTS } from './doubts.ts';
import type { PossibleGuard } from './route-guards.ts';

/** Sets of scopes of which any one is enough, the one with the fewest included scopes first. An empty set means any token. */
export type ScopeAlternatives = readonly (readonly Scope[])[];

/** The required scopes by subject type. Without a guard for a subject type there is no entry for it. */
export type RequiredScopes = Readonly<Partial<Record<SubjectType, ScopeAlternatives>>>;

/** A guard that a request for a route may pass, but need not. */
export interface UncertainGuard {
  readonly scopes: RequiredScopes;
  /** The reason, as a sentence that says what to do. */
  readonly why: string;
}

/** One registration of a route: its place, the guards that it has, and the endpoints that it may call. */
export interface RouteDescription {
  /**
   * The method in capitals, `ALL` for a route that answers any method (beside those that it names), or `USE` for middleware, which may
   * answer whatever it wants.
   */
  readonly method: string;
  /** The path with all mount paths, in the framework's syntax. */
  readonly path: string;
  /** The scopes that every request for the route needs. Only guards that no request for the route can avoid count. */
  readonly requires: RequiredScopes;
  /** The guards that requests for the route may pass, but for which it is not proved that all of them do. */
  readonly uncertain: readonly UncertainGuard[];
  /** The endpoints that the handler may call, according to the catalogue of the Linxo instance mounted before it. */
  readonly endpoints: readonly string[];
  /**
   * The names of functions that cannot be looked into: the middleware of `USE` itself (a sub-application, `koa-mount`, a proxy, a
   * wrapped guard, a body parser), or what a route has before its handler. There is no such entry if there is none.
   */
  readonly opaque?: readonly string[];
}

/** The facts about a registration that its description is made from. */
interface RouteFacts {
  readonly method: string;
  readonly path: string;
  readonly guards: readonly PossibleGuard[];
  readonly opaque: readonly string[];
}

export function describeRoute({ method, path, guards, opaque }: RouteFacts): RouteDescription {
  let mounted: Catalogue = DEFAULT_CATALOGUE;
  // A mount of another route may come behind one that is proved, so it counts until the end.
  const possible = new Set<Catalogue>();
  const proved: Requirement[] = [];
  const uncertain: UncertainGuard[] = [];
  // The handler gets the access of the last guard that a request passed.
  let last: readonly Requirement[] = [];
  for (const { metadata, doubt } of guards) {
    const { mount, guard } = metadata;
    if (mount && doubt === undefined) mounted = mount.connect.catalogue;
    else if (mount) possible.add(mount.connect.catalogue);
    if (!guard) continue;
    const catalogues = [...new Set([mounted, ...possible])];
    const isAmbiguous = guard.declaration.kind === 'endpoints' && catalogues.length > 1;
    const why = doubt ?? (isAmbiguous ? DOUBTS.catalogue : undefined);
    const requirement = createRequirement(guard.declaration, catalogues.at(-1));
    last = why === undefined ? [requirement] : [...last, requirement];
    if (why === undefined) proved.push(requirement);
    else uncertain.push({ scopes: scopesIn([requirement]), why });
  }
  const catalogue = [mounted, ...possible].at(-1) ?? mounted;
  const endpoints = [...catalogue.values()]
    .filter((entry) =>
      last.some(({ alternatives }) => alternatives.every((scopes: ScopeMask) => permits(scopes, entry))),
    )
    .map(({ name }) => name);
  const requires = scopesIn(proved);
  const described = { method, path, requires, uncertain: withoutRepeats(uncertain, requires), endpoints };
  return opaque.length === 0 ? described : { ...described, opaque };
}

function scopesIn(requirements: readonly Requirement[]): RequiredScopes {
  const required: Partial<Record<SubjectType, ScopeAlternatives>> = {};
  for (const subjectType of SUBJECT_TYPES) {
    const needed = requirements.filter((requirement) => requirement.subjectType === subjectType);
    if (needed.length > 0)
      required[subjectType] = combineAlternatives(needed.map(({ alternatives }) => alternatives)).map(scopesOf);
  }
  return required;
}

/** A guard of another route says nothing new if the route requires the same scopes anyway. */
function withoutRepeats(guards: readonly UncertainGuard[], requires: RequiredScopes): readonly UncertainGuard[] {
  const isKnown = ({ scopes, why }: UncertainGuard) =>
    why === DOUBTS.otherRoute &&
    SUBJECT_TYPES.every((one) => !scopes[one] || JSON.stringify(scopes[one]) === JSON.stringify(requires[one]));
  const others = guards.filter((guard) => !isKnown(guard));
  return [...new Map(others.map((guard) => [JSON.stringify(guard), guard])).values()];
}
