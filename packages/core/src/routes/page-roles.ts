/** The scopes that the page of routes has columns for, and what each of them is for a route. */
import { type SubjectType, SUBJECT_TYPES, type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { expandScopes } from '../scope/scope-set.ts';
import type { RequiredScopes, RouteDescription, ScopeAlternatives } from './describe-route.ts';

/** A column of the table: one scope of one subject type. */
export interface Column {
  readonly subjectType: SubjectType;
  readonly scope: Scope;
}

/** The roles that a scope can have for a route. */
export const ROLES = {
  required: 'every request for the route needs it',
  'one of': 'any one of them is enough',
  included: 'a required scope contains it',
  uncertain: 'a guard for it is there, but it is not proved that every request for the route passes it',
} as const;

export type Role = keyof typeof ROLES;

/** Returns a column for each scope that a guard names, or that such a scope includes. */
export function columnsOf(routes: readonly RouteDescription[]): readonly Column[] {
  const guards = routes.flatMap(guardsOf);
  return SUBJECT_TYPES.flatMap((subjectType) => {
    const occurring = new Set(expandScopes(guards.flatMap((scopes) => (scopes[subjectType] ?? []).flat())));
    return SCOPE_NAMES.filter((scope) => occurring.has(scope)).map((scope) => ({ subjectType, scope }));
  });
}

function guardsOf({ requires, uncertain }: RouteDescription): readonly RequiredScopes[] {
  return [requires, ...uncertain.map(({ scopes }) => scopes)];
}

/** Returns the role of a scope for a route; undefined if it has none. */
export function roleOf({ requires, uncertain }: RouteDescription, { subjectType, scope }: Column): Role | undefined {
  const proved = provedRole(requires[subjectType] ?? [], scope);
  if (proved) return proved;
  return uncertain.some(({ scopes }) => (scopes[subjectType] ?? []).some((names) => names.includes(scope)))
    ? 'uncertain'
    : undefined;
}

function provedRole(anyOf: ScopeAlternatives, scope: Scope): Role | undefined {
  const naming = anyOf.filter((scopes) => scopes.includes(scope));
  if (naming.length > 0) return naming.length === anyOf.length ? 'required' : 'one of';
  return anyOf.length > 0 && anyOf.every((scopes) => expandScopes(scopes).includes(scope)) ? 'included' : undefined;
}

/** Returns true for a route for which no guard is proved. Middleware is none. */
export function isUnguarded({ method, requires }: RouteDescription): boolean {
  return method !== 'USE' && Object.keys(requires).length === 0;
}
