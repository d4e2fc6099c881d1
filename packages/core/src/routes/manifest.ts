/** The manifest of an application's routes, `linxo-scopes.json`, whose changes a review can see as a diff. */
import { type SubjectType, SUBJECT_TYPES, type Scope } from '../catalog/scopes.ts';
import type { RequiredScopes, RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { alignEntries } from './align-entries.ts';
import { smallestScopes } from './smallest-scopes.ts';

/** The text for a guard that passes with any token. */
export const ANY_TOKEN = 'any token';

/** Required scopes by subject type, as text. */
export type ManifestScopes = Readonly<Partial<Record<SubjectType, string>>>;

/** One registration of a route. */
export interface ManifestEntry extends ManifestScopes {
  /** Written by people: the route is meant to be open to everybody. */
  readonly public?: true;
  /** Written for a route that has no guard, and that nobody has acknowledged as public. */
  readonly guard?: 'none';
  /** The name of middleware that cannot be looked into. */
  readonly opaque?: string;
  /** Guards that requests may pass, but for which it is not proved that all of them do. */
  readonly uncertain?: readonly (ManifestScopes & { readonly why: string })[];
}

/** The content of `linxo-scopes.json`. The same routes make the same file, in whatever order routes of different names are mounted. */
export interface ScopesManifest {
  /** The smallest set of scopes of each subject type that serves all routes. */
  readonly scopes: Readonly<Record<SubjectType, readonly Scope[]>>;
  /**
   * The registrations by `METHOD /path`, in their order; a single one is no list. Scopes are separated by spaces (RFC 6749 section
   * 3.3), alternatives by ` | `. `any token` means that no scope is needed.
   */
  readonly routes: Readonly<Record<string, ManifestEntry | readonly ManifestEntry[]>>;
}

/**
 * Returns the manifest of an application's routes.
 *
 * @param routes the result of `describeRoutes(app)`
 */
export function scopesManifest(routes: readonly RouteDescription[]): ScopesManifest {
  return { scopes: smallestScopes(routes), routes: byName(routes.map((route) => [route, entryOf(route)])) };
}

/** Returns the manifest with the acknowledgements of public routes that another one has. */
export function withAcknowledged(manifest: ScopesManifest, written: Pick<ScopesManifest, 'routes'>): ScopesManifest {
  const routes = Object.entries(manifest.routes).map(([name, entries]) => {
    const aligned = alignEntries(entriesOf(written.routes, name), listOf(entries));
    return [name, oneOrList(aligned.flatMap(({ says, is }) => (is ? acknowledge(is, says) : [])))] as const;
  });
  return { ...manifest, routes: Object.fromEntries(routes) };
}

function acknowledge(entry: ManifestEntry, before: ManifestEntry | undefined): ManifestEntry {
  if (!isOpen(entry) || before?.public !== true) return entry;
  const { guard: _none, ...others } = entry;
  return { public: true, ...others };
}

/** A single registration is no list. */
function oneOrList(entries: readonly ManifestEntry[]): ManifestEntry | readonly ManifestEntry[] {
  return entries.length === 1 && entries[0] ? entries[0] : entries;
}

/** Returns true if no guard is proved for a registration. */
export function isOpen(entry: ManifestEntry): boolean {
  return SUBJECT_TYPES.every((subjectType) => entry[subjectType] === undefined) && entry.opaque === undefined;
}

/** Returns the registrations of a name. The file may name anything, such as `constructor`, so only an own property counts. */
export function entriesOf(routes: ScopesManifest['routes'], name: string): readonly ManifestEntry[] {
  return Object.hasOwn(routes, name) ? listOf(routes[name] ?? []) : [];
}

function listOf(entries: ManifestEntry | readonly ManifestEntry[]): readonly ManifestEntry[] {
  return Array.isArray(entries) ? (entries as readonly ManifestEntry[]) : [entries as ManifestEntry];
}

function byName(entries: readonly (readonly [RouteDescription, ManifestEntry])[]): ScopesManifest['routes'] {
  const groups = new Map<string, { readonly path: string; readonly list: ManifestEntry[] }>();
  for (const [{ method, path }, entry] of entries) {
    const name = `${method} ${path}`;
    const group = groups.get(name) ?? { path, list: [] };
    group.list.push(entry);
    groups.set(name, group);
  }
  const sorted = [...groups].toSorted(([one, a], [other, b]) => compare(a.path, b.path) || compare(one, other));
  return Object.fromEntries(sorted.map(([name, { list }]) => [name, oneOrList(list)]));
}

/** Compares by code units, so that the order does not depend on the locale. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function entryOf({ method, requires, uncertain, opaque }: RouteDescription): ManifestEntry {
  const guards = uncertain.map(({ scopes, why }) => ({ ...textsOf(scopes), why }));
  const isWithoutAny = method !== 'USE' && guards.length === 0 && Object.keys(requires).length === 0;
  return {
    ...(isWithoutAny ? { guard: 'none' } : {}),
    ...(method === 'USE' && opaque ? { opaque: opaque.join(', ') } : {}),
    ...textsOf(requires),
    ...(guards.length === 0 ? {} : { uncertain: guards }),
  };
}

function textsOf(scopes: RequiredScopes): ManifestScopes {
  return Object.fromEntries(
    Object.entries(scopes).map(([subjectType, anyOf]) => [subjectType, alternativesText(anyOf)]),
  );
}

/** Writes alternatives in one line, such as `accounts_manage profile | transactions_read`. */
function alternativesText(anyOf: ScopeAlternatives): string {
  return anyOf.map((scopes) => (scopes.length === 0 ? ANY_TOKEN : scopes.join(' '))).join(' | ');
}
