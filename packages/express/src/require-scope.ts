/** Guards for Express routes. What they decide is core's; they carry the answer. */
import {
  type CheckedEndpoints,
  type CheckedScopes,
  createGuard,
  type Decision,
  type Declared,
  type DeclaredScopes,
  type Endpoint,
  type Guard,
  isDecided,
  type OpenedByAny,
  type Scope,
  type ScopesFor,
  tagged,
} from '@linxo-guard/core';
import type { NextFunction, Response } from 'express';
import type { GuardHandler } from './locals.ts';

/**
 * A guard that passes when the token was granted all of the scopes, inclusions counted.
 *
 * @param args at least one scope; then `{ as: 'client' }` to ask with the application's own token
 * @throws InvalidConfiguration where the route is declared, when the scopes make no sense
 */
export function requireScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardHandler<DeclaredScopes<A>> {
  return guarding(createGuard('all', args));
}

/** The same for any one of the scopes. The handler reaches the endpoints that each of them opens. */
export function requireAnyScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardHandler<DeclaredScopes<A>, OpenedByAny<DeclaredScopes<A>>> {
  return guarding(createGuard('any', args));
}

/** The same for the scopes that open the endpoints, by the catalogue: `requireEndpoint('GET /accounts')`. */
export function requireEndpoint<const A extends Declared<Endpoint>>(
  ...args: CheckedEndpoints<A>
): GuardHandler<ScopesFor<A>> {
  return guarding(createGuard('endpoints', args));
}

function guarding(guard: Guard) {
  // What is thrown, or rejected, Express 5 hands to `next` by itself, and once.
  function guardLinxo(request: object, response: Response, next: NextFunction): void | Promise<void> {
    if (guard.isMet(response.locals)) return next();
    const decision = guard.decide(response.locals, request);
    if (isDecided(decision)) return carry(decision, response, next);
    return decision.then((decided) => carry(decided, response, next));
  }
  return tagged(guardLinxo, { guard });
}

function carry(decision: Decision, response: Response, next: NextFunction): void {
  if (!decision.allowed) return next(decision.refusal);
  response.locals['linxo'] = decision;
  next();
}
