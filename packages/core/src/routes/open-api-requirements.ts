/** Writes what the registrations of one operation require as OpenAPI "Security Requirement" objects. */
import { SUBJECT_TYPES } from '../catalog/scopes.ts';
import type { RequiredScopes, RouteDescription } from './describe-route.ts';
import { type OperationSecurity, SCHEME_NAMES, type SecurityRequirement } from './open-api-types.ts';

/** Returns what any of the registrations accepts. */
export function operationSecurity(registrations: readonly RouteDescription[]): OperationSecurity {
  const security = withoutRepeats(registrations.flatMap(alternativesOf));
  const reasons = [...new Set(registrations.flatMap(({ uncertain }) => uncertain.map(({ why }) => why)))];
  const isEmpty = security.every((requirement) => Object.keys(requirement).length === 0);
  return { security: isEmpty ? [] : security, ...(reasons.length === 0 ? {} : { 'x-linxo-uncertain': reasons }) };
}

/** An uncertain guard may or may not be passed, so what is required is listed with it, and without it. */
function alternativesOf({ requires, uncertain }: RouteDescription): readonly SecurityRequirement[] {
  const required = requirementsOf(requires);
  const optional = uncertain.flatMap(({ scopes }) => join(required, requirementsOf(scopes)));
  return [...optional, ...required];
}

/** Returns one requirement for each combination of the alternatives of the two subject types. */
function requirementsOf(scopes: RequiredScopes): readonly SecurityRequirement[] {
  let requirements: readonly SecurityRequirement[] = [{}];
  for (const subjectType of SUBJECT_TYPES) {
    const anyOf = scopes[subjectType];
    if (anyOf)
      requirements = join(
        requirements,
        anyOf.map((names) => ({ [SCHEME_NAMES[subjectType]]: names })),
      );
  }
  return requirements;
}

/** Combines each requirement of one list with each of another one. */
export function join<R extends Readonly<Record<string, unknown>>>(
  some: readonly R[],
  others: readonly R[],
): readonly R[] {
  return some.flatMap((one) => others.map((other) => joinTwo(one, other)));
}

function joinTwo<R extends Readonly<Record<string, unknown>>>(one: R, other: R): R {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const scopes = (requirement: R, name: string) => (requirement[name] as readonly string[] | undefined) ?? [];
  return Object.fromEntries(
    names.map((name) => [name, [...new Set([...scopes(one, name), ...scopes(other, name)])]]),
  ) as R;
}

export function withoutRepeats<T>(requirements: readonly T[]): readonly T[] {
  return [...new Map(requirements.map((requirement) => [JSON.stringify(requirement), requirement])).values()];
}
