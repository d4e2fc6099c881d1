/** Who calls the API, and whether the token's scopes open the endpoint. An expired token is told before a missing scope. */

import type { Exchange } from '../http/exchange.ts';
import { verifyToken } from '../oauth/verify-token.ts';
import { openedBy, parseScope } from '../scopes.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import type { Caller } from './call.ts';
import type { Endpoint } from './endpoints.ts';

export async function callerOf(exchange: Exchange, world: World): Promise<Caller> {
  const value = /^bearer +(\S+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1];
  if (value === undefined) throw new ApiError('UNAUTHORIZED', 'No access token');
  const verdict = await verifyToken(value, world);
  if (verdict.kind === 'bad') throw new ApiError('UNAUTHORIZED', verdict.why);

  const { clientId, subject, scopes } = verdict.token;
  const opens = openedBy(scopes, world.rules.honourInclusions);
  const isClient = subject === clientId;
  const actingFor = exchange.headers['x-linxo-user-id'];
  if (actingFor === undefined) return { clientId, userId: isClient ? undefined : subject, admin: false, opens };
  if (!isClient) throw new ApiError('FORBIDDEN', 'Only a client may act for a user');
  return adminCaller(clientId, actingFor, exchange.headers['x-scope'], opens, world);
}

/** Admin mode: a client acts for a user, within both its own scopes and those that it names. */
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
  const wanted = openedBy(named, rules.honourInclusions);
  return { clientId, userId, admin: true, opens: new Set([...wanted].filter((scope) => own.has(scope))) };
}

/** Throws a 403 where the endpoint is not open to the caller. */
export function authorise(caller: Caller, endpoint: Endpoint): void {
  if (endpoint.needs !== undefined && !caller.opens.has(endpoint.needs)) {
    throw new ApiError('FORBIDDEN', `The access token lacks the scope ${endpoint.needs}`);
  }
  if (endpoint.for === 'client' && caller.userId !== undefined) {
    throw new ApiError('FORBIDDEN', "This endpoint wants the client's own access token");
  }
  if (endpoint.for === 'user' && caller.userId === undefined) {
    throw new ApiError('FORBIDDEN', "This endpoint wants a user's access token");
  }
}
