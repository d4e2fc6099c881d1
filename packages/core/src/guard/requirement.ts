/** The requirement of a route, worked out where it is declared: an AND of ORs, and the sets of scopes that satisfy it. */
import { type Catalogue, DEFAULT_CATALOGUE } from '../endpoint/endpoint-catalogue.ts';
import { type SubjectType, type Scope, SCOPES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { entryFor } from '../endpoint/scopes-for.ts';
import { expandMask, maskOf, minimalSets, type ScopeMask, scopesOf, unionOf } from '../scope/scope-set.ts';
import { insufficientScopeChallenge } from './challenge.ts';

/** The declaration of a route: all of some scopes, any one of them, or endpoints whose scopes the catalogue knows. */
export type Declaration =
  | { readonly kind: 'all' | 'any'; readonly scopes: readonly Scope[]; readonly as?: 'client' }
  | { readonly kind: 'endpoints'; readonly endpoints: readonly string[]; readonly as?: 'client' };

/** A requirement, ready to be compared with a token. */
export interface Requirement {
  /** Says whether a user's token or the application's own satisfies it. */
  readonly subjectType: SubjectType;
  /** The scopes that are named in a challenge. */
  readonly scopes: readonly Scope[];
  /** The `WWW-Authenticate` challenge of a refusal. */
  readonly challenge: string;
  /** The sets of scopes of which each satisfies it, the one that includes least first. Never empty. */
  readonly alternatives: readonly ScopeMask[];
  /** The first of them. */
  readonly least: ScopeMask | undefined;
}

/**
 * Makes the requirement of a declaration.
 *
 * @param catalogue the endpoint catalogue of the application; default: Linxo's
 * @throws InvalidConfiguration when it names nothing, something unknown, or scopes that no single token can have
 */
export function createRequirement(declaration: Declaration, catalogue: Catalogue = DEFAULT_CATALOGUE): Requirement {
  const clauses = clausesOf(declaration, catalogue);
  const alternatives = sufficientSets(clauses, declaration.kind === 'endpoints' ? [] : declaration.scopes);
  const scopes = scopesOf(unionOf(clauses));
  const challenge = insufficientScopeChallenge(scopes);
  return {
    subjectType: declaration.as ?? subjectTypeOf(alternatives),
    scopes,
    challenge,
    alternatives,
    least: alternatives[0],
  };
}

/** Returns the clauses. Each is a set of scopes, inclusions not counted, of which one is enough. */
function clausesOf(declaration: Declaration, catalogue: Catalogue): readonly ScopeMask[] {
  switch (declaration.kind) {
    case 'all':
      return separately(parseDeclaredScopes(declaration.scopes, 'requireScope()'));
    case 'any':
      return [parseDeclaredScopes(declaration.scopes, 'requireAnyScope()')];
    case 'endpoints':
      if (declaration.endpoints.length === 0) throw new InvalidConfiguration(['requireEndpoint() names no endpoint.']);
      return declaration.endpoints
        .map((endpoint) => entryFor(endpoint, catalogue).anyOf)
        .filter((anyOf) => anyOf !== 0);
  }
}

function separately(mask: ScopeMask): readonly ScopeMask[] {
  return scopesOf(mask).map((scope) => maskOf([scope]));
}

/**
 * Returns all sets of the named scopes that satisfy every clause and have no superfluous scope, the one that includes least first.
 * Without a clause, that is the empty set.
 *
 * @param order sets that include equally much are sorted by this list
 */
function sufficientSets(clauses: readonly ScopeMask[], order: readonly Scope[]): readonly ScopeMask[] {
  const named = unionOf(clauses);
  const sufficient: ScopeMask[] = [];
  // Counts through the subsets of `named`.
  for (let subset = 0; ; subset = (subset - named) & named) {
    const expanded = expandMask(subset);
    if (clauses.every((clause) => (clause & expanded) !== 0)) sufficient.push(subset);
    if (subset === named) break;
  }
  return minimalSets(sufficient.toSorted((one, other) => placeIn(order, one) - placeIn(order, other)));
}

function placeIn(order: readonly Scope[], set: ScopeMask): number {
  return order.findIndex((scope) => (set & maskOf([scope])) !== 0);
}

function subjectTypeOf(alternatives: readonly ScopeMask[]): SubjectType {
  const scopes = scopesOf(unionOf(alternatives));
  const subjectTypes = new Set<SubjectType>(scopes.map((scope) => SCOPES[scope].subject));
  if (subjectTypes.size > 1) {
    throw new InvalidConfiguration([
      `no single token carries ${scopes.join(' and ')}: ` +
        `${scopes.map((scope) => `${scope} is the ${SCOPES[scope].subject}'s`).join(', ')}. ` +
        "Guard two routes, or ask with the application's own token: { as: 'client' }.",
    ]);
  }
  return [...subjectTypes][0] ?? 'user';
}
