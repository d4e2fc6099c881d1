/** Express with express-oauth2-jwt-bearer. */
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import type { ServerContender } from '../../contender.ts';
import { expressAccounts } from '../../servers/express-accounts.ts';
import { bearer } from './bearer.ts';

export const EXPRESS_OAUTH2_JWT_BEARER: ServerContender = {
  name: 'express-oauth2-jwt-bearer',
  kind: 'peer',
  framework: 'express',
  how: '`auth()` verifies an HS256 JWT at each request, then `requiredScopes()`.',
  open(jwtIssuer) {
    const { issuer, audience, secret } = jwtIssuer;
    const guards = [auth({ issuer, audience, secret, tokenSigningAlg: 'HS256' }), requiredScopes('accounts_read')];
    return { listener: expressAccounts([], guards), headers: bearer(jwtIssuer) };
  },
};
