/** Guards for Express routes. Core decides; they pass the decision on. */
import type { Endpoint, Scope } from '@linxo-guard/core';
import {
  asError,
  type CheckedEndpoints,
  type CheckedScopes,
  createGuard,
  type Decision,
  type Declared,
  type DeclaredScopes,
  type Guard,
  isDecided,
  type OpenedByAny,
  type ScopesOfEndpoints,
  withRouteMetadata,
} from '@linxo-guard/core/adapter';
import type { NextFunction, Response } from 'express';
import type { GuardHandler } from './locals.ts';
import { settle } from './settle.ts';

/**
 * Makes a guard that passes if the token was granted all of the scopes, inclusions counted.
 *
 * @param args at least one scope; then `{ as: 'client' }` to ask with the application's own token
 * @throws InvalidConfiguration where the route is declared, when the scopes make no sense
 * @example
 * ```ts
 * app.get('/accounts', requireScope('accounts_read'), async (req, res) => {
 *   res.json(await res.locals.linxo.api.get('/accounts'));
 * });
 * ```
 */
export function requireScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardHandler<DeclaredScopes<A>> {
  return guarding(createGuard('all', args));
}

/**
 * Makes a guard that passes if the token was granted any one of the scopes. The handler reaches the endpoints that each of them opens.
 *
 * @param args at least one scope; then `{ as: 'client' }` to ask with the application's own token
 * @throws InvalidConfiguration where the route is declared, when the scopes make no sense
 * @example
 * ```ts
 * app.get('/accounts', requireAnyScope('transactions_read', 'accounts_manage'), listAccounts);
 * ```
 */
export function requireAnyScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardHandler<DeclaredScopes<A>, OpenedByAny<DeclaredScopes<A>>> {
  return guarding(createGuard('any', args));
}

/**
 * Makes a guard that passes if the token was granted the scopes that open all of the endpoints, by the endpoint catalogue.
 *
 * @param args at least one endpoint; then `{ as: 'client' }` to ask with the application's own token
 * @throws InvalidConfiguration where the route is declared, when an endpoint is not in the catalogue
 * @example
 * ```ts
 * app.get('/banks', requireEndpoint('GET /connections'), listBanks);
 * ```
 */
export function requireEndpoint<const A extends Declared<Endpoint>>(
  ...args: CheckedEndpoints<A>
): GuardHandler<ScopesOfEndpoints<A>> {
  return guarding(createGuard('endpoints', args));
}

function guarding(guard: Guard) {
  function guardLinxo(request: object, response: Response, next: NextFunction): void | Promise<void> {
    let decision: Decision | Promise<Decision>;
    try {
      decision = guard.decide(response.locals, request);
    } catch (thrown) {
      return next(asError('Reading res.locals', thrown));
    }
    if (isDecided(decision)) return carry(decision, next);
    return settle(decision, (decided) => carry(decided, next), next);
  }
  return withRouteMetadata(guardLinxo, { guard });
}

function carry(decision: Decision, next: NextFunction): void {
  if (decision.allowed) next();
  else next(decision.refusal);
}
