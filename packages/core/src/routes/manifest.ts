/** What an application's routes require, as a file that a review can diff: `linxo-scopes.json`. */
import type { SubjectType, Scope } from '../catalog/scopes.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { smallestScopes } from './smallest-scopes.ts';

/** The content of `linxo-scopes.json`. Only what is declared: the same routes make the same file, in whatever order they are mounted. */
export interface ScopesManifest {
  /** The smallest sets of scopes that serve all routes. */
  readonly scopes: Readonly<Record<SubjectType, readonly Scope[]>>;
  /**
   * By method and path, by whose token it is: the scopes, separated by spaces (RFC 6749 section 3.3); alternatives by ` | `;
   * `any token` where no scope is needed. A route without a guard is `{}`.
   */
  readonly routes: Readonly<Record<string, Readonly<Partial<Record<SubjectType, string>>>>>;
}

/**
 * The manifest of an application's routes.
 *
 * @param routes what `describeRoutes(app)` gave
 */
export function scopesManifest(routes: readonly RouteDescription[]): ScopesManifest {
  // Of two routes with one name the later one stands: whoever reaches it has passed the guards of the other.
  const byName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const sorted = [...byName].toSorted(([one, a], [other, b]) => compare(a.path, b.path) || compare(one, other));
  return {
    scopes: smallestScopes([...byName.values()]),
    routes: Object.fromEntries(sorted.map(([name, route]) => [name, requiredBy(route)])),
  };
}

/** By code units, so that the order depends on no locale. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function requiredBy({ requires }: RouteDescription): Partial<Record<SubjectType, string>> {
  return Object.fromEntries(
    Object.entries(requires).map(([subjectType, anyOf]) => [subjectType, alternativesText(anyOf)]),
  );
}

/** Alternatives in one line: `accounts_read`, `accounts_manage profile | transactions_read`. */
function alternativesText(anyOf: ScopeAlternatives): string {
  return anyOf.map((scopes) => (scopes.length === 0 ? 'any token' : scopes.join(' '))).join(' | ');
}

/** A manifest as JSON with one line for each route, so that a diff shows routes. */
export function manifestText({ scopes, routes }: ScopesManifest): string {
  const section = (name: string, entries: readonly string[]) =>
    `  "${name}": ${entries.length === 0 ? '{}' : `{\n${entries.map((entry) => `    ${entry}`).join(',\n')}\n  }`}`;
  const bySubjectType = Object.entries(scopes).map(
    ([subjectType, list]) => `${JSON.stringify(subjectType)}: ${listText(list)}`,
  );
  const byRoute = Object.entries(routes).map(([name, required]) => `${JSON.stringify(name)}: ${objectText(required)}`);
  return `{\n${section('scopes', bySubjectType)},\n${section('routes', byRoute)}\n}\n`;
}

function listText(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

function objectText(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
