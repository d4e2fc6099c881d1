/** Calls the scope checks of other libraries with a request on which a verified JWT has been left already. */
import type { RequestHandler } from 'express';
import jwtAuthz from 'express-jwt-authz';
import { requiredScopes } from 'express-oauth2-jwt-bearer';
import { type Call, dispatching, type Next } from './call.ts';

export const JWT_BEARER = 'express-oauth2-jwt-bearer';

/** Gives the peers, each of which wants `accounts_read`, with a request that was granted a scope. */
export function guardPeers(scope: 'accounts_read' | 'profile', next: Next): readonly Call[] {
  const payload = { iss: 'https://issuer.example.org/', sub: 'alice', iat: 1_700_000_000, exp: 4_000_000_000, scope };
  // One peer refuses by `next(error)`, the other one by these three methods of the response.
  const response = { append: () => response, status: () => response, send: (text: string) => next(text) };
  const calling = (name: string, check: RequestHandler, auth: object): Call => ({
    name,
    kind: 'peer',
    call: dispatching(check, { auth }, response, next),
  });
  return [
    calling(JWT_BEARER, requiredScopes('accounts_read'), { header: { alg: 'HS256' }, payload, token: 'a JWT' }),
    // Its companion express-jwt keeps the claims in `req.auth` since version 7.
    calling('express-jwt-authz', jwtAuthz(['accounts_read'], { customUserKey: 'auth' }), payload),
  ];
}
