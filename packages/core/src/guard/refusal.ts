/** The errors with which a guard refuses a token that was granted too little. */
import type { Scope } from '../catalog/scopes.ts';
import { InsufficientScope, type ScopeShortfall } from '../errors/errors.ts';
import { missingScopes, scopesOf, unionOf } from '../scope/scope-set.ts';
import type { ManagedToken } from '../token/access-token.ts';
import type { Requirement } from './requirement.ts';

/** Returns the refusal of a token that does not cover any alternative of the requirement. */
export function insufficientGrant(required: Requirement, token: ManagedToken): InsufficientScope {
  return new InsufficientScope(shortfallOf(required, token), { headers: challengeOf(required) });
}

/** Returns the headers of a refusal: a new object each time, because applications may add headers of their own. */
export function challengeOf({ challenge }: Requirement): Readonly<Record<string, string>> {
  return { 'WWW-Authenticate': challenge };
}

/** Returns what a requirement asks for and what of it is missing: all of it, if there is no token. */
export function shortfallOf({ alternatives, scopes }: Requirement, token?: ManagedToken): ScopeShortfall {
  const missing: readonly Scope[] = token ? missingScopes(token.granted, unionOf(alternatives)) : scopes;
  const either = alternatives.length > 1 ? { alternatives: alternatives.map(scopesOf) } : {};
  return { requiredScopes: scopes, missingScopes: missing, ...either };
}
