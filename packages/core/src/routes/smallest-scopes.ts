/** Finds the smallest sets of scopes that an application needs. */
import type { SubjectType, Scope } from '../catalog/scopes.ts';
import { maskOf, scopesOf } from '../scope/scope-set.ts';
import { smallestMask } from '../endpoint/scopes-for.ts';
import type { RouteDescription } from './describe-route.ts';

/**
 * Returns the smallest set of scopes of each subject type with which all routes can be served, directly or by inclusion. Among
 * sets of the same size, it prefers the one that includes the fewest scopes. A set is empty if no route needs a scope of its
 * subject type. Guards that are uncertain count, because requests may pass them.
 *
 * @param routes the result of `describeRoutes(app)`
 * @example
 * ```ts
 * smallestScopes(describeRoutes(app)); // { client: ['users_create'], user: ['transactions_read'] }
 * ```
 */
export function smallestScopes(routes: readonly RouteDescription[]): Readonly<Record<SubjectType, readonly Scope[]>> {
  return { client: smallestFor('client', routes), user: smallestFor('user', routes) };
}

function smallestFor(subjectType: SubjectType, routes: readonly RouteDescription[]): readonly Scope[] {
  // A request that passes an uncertain guard needs its scopes, too.
  const required = routes.flatMap(({ requires, uncertain }) => [requires, ...uncertain.map(({ scopes }) => scopes)]);
  const needs = required.flatMap(({ [subjectType]: alternatives }) => (alternatives ? [alternatives.map(maskOf)] : []));
  return scopesOf(
    smallestMask((expanded) => needs.every((anyOf) => anyOf.some((needed) => (needed & ~expanded) === 0))),
  );
}
