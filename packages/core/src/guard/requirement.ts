/** What a route requires, worked out where it is declared: an AND of ORs, and which scopes to ask for to meet it. */
import { type Catalogue, DEFAULT_CATALOGUE } from '../endpoint/endpoint-catalogue.ts';
import { type SubjectType, type Scope, SCOPES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { entryFor } from '../endpoint/scopes-for.ts';
import { expandMask, maskOf, minimalSets, type ScopeMask, scopesOf, unionOf } from '../scope/scope-set.ts';
import { insufficientScopeChallenge } from './challenge.ts';
import type { GuardOptions } from './declaration.ts';

/** What a route declares: all of some scopes, any one of them, or endpoints whose scopes the catalogue knows. */
export type Declaration =
  | { readonly kind: 'all' | 'any'; readonly scopes: readonly Scope[]; readonly as?: 'client' }
  | { readonly kind: 'endpoints'; readonly endpoints: readonly string[]; readonly as?: 'client' };

/** A requirement, ready to be judged. */
export interface Requirement {
  /** Whose token meets it. */
  readonly subjectType: SubjectType;
  /** The scopes that are named in a challenge. */
  readonly scopes: readonly Scope[];
  /** The `WWW-Authenticate` challenge of a refusal. */
  readonly challenge: string;
  /** The sets of scopes of which each meets it, the one that includes least first. Never empty. */
  readonly alternatives: readonly ScopeMask[];
  /** The first of them. */
  readonly least: ScopeMask | undefined;
}

/** Reads the arguments of a guard: what is declared, and the options behind it. */
export function parseArguments<T>(args: readonly unknown[]): {
  readonly declared: readonly T[];
  readonly as?: 'client';
} {
  const last = args.at(-1);
  if (typeof last !== 'object' || last === null) return { declared: args as readonly T[] };
  const { as, ...others } = last as Partial<GuardOptions>;
  if (as !== 'client' || Object.keys(others).length > 0) {
    throw new InvalidConfiguration(["the options of a guard are { as: 'client' }, or none."]);
  }
  return { declared: args.slice(0, -1) as readonly T[], as };
}

/**
 * Works a declaration out.
 *
 * @param catalogue the endpoint catalogue of the application; default: Linxo's
 * @throws InvalidConfiguration when it names nothing, something unknown, or scopes that no single token carries
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

/** Each clause is a set of scopes, inclusions not counted, of which one is enough. */
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
 * All sets of the named scopes that meet every clause and hold nothing superfluous, least first. No clause: the empty set.
 *
 * @param order of those that include as much as each other, the one that stands first here comes first
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
