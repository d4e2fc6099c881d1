/** Identifies the caller of the API and checks the token's scopes. An expired token is reported before a missing scope. */
import type { Exchange } from '../http/exchange.ts';
import { verifyToken } from '../oauth/verify-token.ts';
import { expandScopes, parseScope } from '../scopes.ts';
import type { World } from '../world/world.ts';
import { ApiError, MissingToken } from './api-error.ts';
import type { Caller } from './call.ts';
import type { Endpoint } from './endpoints.ts';

export async function callerOf(exchange: Exchange, world: World): Promise<Caller> {
  const value = /^bearer +(\S+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1];
  if (value === undefined) throw new MissingToken();
  const verdict = await verifyToken(value, world);
  if (verdict.kind === 'bad') throw new ApiError('UNAUTHORIZED', verdict.why);

  const { clientId, subject, scopes: granted } = verdict.token;
  const scopes = expandScopes(granted, world.rules.honourInclusions);
  const isClient = subject === clientId;
  const actingFor = exchange.headers['x-linxo-user-id'];
  if (actingFor === undefined) return { clientId, userId: isClient ? undefined : subject, admin: false, scopes };
  if (!isClient) {
    // One client sent these headers with its user's own token, and Linxo took them (observed). They change nothing then.
    if (actingFor !== subject) throw new ApiError('FORBIDDEN', "A user's token may not act for another user");
    return { clientId, userId: subject, admin: false, scopes };
  }
  return adminCaller(clientId, actingFor, exchange.headers['x-scope'], scopes, world);
}

/** Returns the caller in admin mode: a client that acts for a user, limited to scopes that it has and also names. */
function adminCaller(
  clientId: string,
  userId: string,
  scopeHeader: string | undefined,
  own: ReadonlySet<string>,
  { users, rules }: World,
): Caller {
  const named = scopeHeader === undefined ? undefined : parseScope(scopeHeader);
  if (named === undefined) throw new ApiError('PARAMETER_MISSING', 'x-scope must name the scopes to act with');
  if (!users.has(userId)) throw new ApiError('NOT_FOUND', 'No such user');
  const wanted = expandScopes(named, rules.honourInclusions);
  return { clientId, userId, admin: true, scopes: new Set([...wanted].filter((scope) => own.has(scope))) };
}

/** Throws a 403 if the caller may not call the endpoint. */
export function authorise(caller: Caller, endpoint: Endpoint): void {
  if (endpoint.needs !== undefined && !caller.scopes.has(endpoint.needs)) {
    throw new ApiError('FORBIDDEN', `The access token lacks the scope ${endpoint.needs}`);
  }
  if (endpoint.for === 'client' && caller.userId !== undefined) {
    throw new ApiError('FORBIDDEN', "This endpoint wants the client's own access token");
  }
  if (endpoint.for === 'user' && caller.userId === undefined) {
    throw new ApiError('FORBIDDEN', "This endpoint wants a user's access token");
  }
}
