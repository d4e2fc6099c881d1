/** Guards for Koa routes. What they decide is core's; they carry the answer. */
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
import type { Context, Next } from 'koa';
import type { GuardMiddleware } from './state.ts';

/**
 * A guard that passes when the token was granted all of the scopes, inclusions counted.
 *
 * @param args at least one scope; then `{ as: 'client' }` to ask with the application's own token
 * @throws InvalidConfiguration where the route is declared, when the scopes make no sense
 */
export function requireScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardMiddleware<DeclaredScopes<A>> {
  return guarding(createGuard('all', args));
}

/** The same for any one of the scopes. The handler reaches the endpoints that each of them opens. */
export function requireAnyScope<const A extends Declared<Scope>>(
  ...args: CheckedScopes<A>
): GuardMiddleware<DeclaredScopes<A>, OpenedByAny<DeclaredScopes<A>>> {
  return guarding(createGuard('any', args));
}

/** The same for the scopes that open the endpoints, by the catalogue: `requireEndpoint('GET /accounts')`. */
export function requireEndpoint<const A extends Declared<Endpoint>>(
  ...args: CheckedEndpoints<A>
): GuardMiddleware<ScopesFor<A>> {
  return guarding(createGuard('endpoints', args));
}

function guarding(guard: Guard) {
  function guardLinxo(ctx: Context, next: Next): Promise<unknown> {
    if (guard.isMet(ctx.state)) return next();
    const decision = guard.decide(ctx.state, ctx);
    return isDecided(decision) ? carry(decision, ctx, next) : decision.then((decided) => carry(decided, ctx, next));
  }
  return tagged(guardLinxo, { guard });
}

function carry(decision: Decision, ctx: Context, next: Next): Promise<unknown> {
  if (!decision.allowed) return Promise.reject(decision.refusal);
  ctx.state['linxo'] = decision;
  return next();
}
