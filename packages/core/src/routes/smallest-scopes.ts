/** The least that an application has to be granted. */
import type { SubjectType, Scope } from '../catalog/scopes.ts';
import { maskOf, scopesOf } from '../scope/scope-set.ts';
import { smallestMask } from '../endpoint/scopes-for.ts';
import type { RouteDescription } from './describe-route.ts';

/**
 * The smallest sets of scopes with which all routes can be served, inclusions counted: one for the application's own token, one
 * for its users'. Among sets of the same size the one that includes least. Empty where no route needs a scope of such a token.
 *
 * @param routes what `describeRoutes(app)` gave
 */
export function smallestScopes(routes: readonly RouteDescription[]): Readonly<Record<SubjectType, readonly Scope[]>> {
  return { client: smallestFor('client', routes), user: smallestFor('user', routes) };
}

function smallestFor(subjectType: SubjectType, routes: readonly RouteDescription[]): readonly Scope[] {
  const needs = routes.flatMap(({ requires }) => {
    const alternatives = requires[subjectType];
    return alternatives ? [alternatives.map(maskOf)] : [];
  });
  return scopesOf(
    smallestMask((expanded) => needs.every((anyOf) => anyOf.some((needed) => (needed & ~expanded) === 0))),
  );
}
