/** The manifest of an application's routes, `linxo-scopes.json`, whose changes a review can see as a diff. */
import type { SubjectType, Scope } from '../catalog/scopes.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { smallestScopes } from './smallest-scopes.ts';

/** The content of `linxo-scopes.json`. The same routes make the same file, in whatever order they are mounted. */
export interface ScopesManifest {
  /** The smallest set of scopes of each subject type that serves all routes. */
  readonly scopes: Readonly<Record<SubjectType, readonly Scope[]>>;
  /**
   * The required scopes by `METHOD /path` and subject type. Scopes are separated by spaces (RFC 6749 section 3.3), alternatives
   * by ` | `. `any token` means that no scope is needed. A route without a guard is `{}`.
   */
  readonly routes: Readonly<Record<string, Readonly<Partial<Record<SubjectType, string>>>>>;
}

/**
 * Returns the manifest of an application's routes.
 *
 * @param routes the result of `describeRoutes(app)`
 */
export function scopesManifest(routes: readonly RouteDescription[]): ScopesManifest {
  // If two routes have the same name, the later one counts, because its requests have passed the guards of the earlier one.
  const byName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const sorted = [...byName].toSorted(([one, a], [other, b]) => compare(a.path, b.path) || compare(one, other));
  return {
    scopes: smallestScopes([...byName.values()]),
    routes: Object.fromEntries(sorted.map(([name, route]) => [name, requiredBy(route)])),
  };
}

/** Compares by code units, so that the order does not depend on the locale. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function requiredBy({ requires }: RouteDescription): Partial<Record<SubjectType, string>> {
  return Object.fromEntries(
    Object.entries(requires).map(([subjectType, anyOf]) => [subjectType, alternativesText(anyOf)]),
  );
}

/** Writes alternatives in one line, such as `accounts_manage profile | transactions_read`. */
function alternativesText(anyOf: ScopeAlternatives): string {
  return anyOf.map((scopes) => (scopes.length === 0 ? 'any token' : scopes.join(' '))).join(' | ');
}

/** Writes a manifest as JSON with one line for each route, so that a diff shows the routes that changed. */
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
