/** The scope check of express-oauth2-jwt-bearer. */
import { requiredScopes } from 'express-oauth2-jwt-bearer';
import type { GuardContender, JwtIssuer } from '../../contender.ts';
import { countedCalls } from './counted-calls.ts';

export const EXPRESS_OAUTH2_JWT_BEARER_GUARD: GuardContender = {
  name: 'express-oauth2-jwt-bearer',
  how: '`requiredScopes()` alone, after `auth()` has left a verified JWT on the request; refuses by `next(error)`.',
  open(issuer) {
    const verified = (claims: JwtIssuer['claims']) => ({
      auth: { header: { alg: 'HS256' }, payload: claims, token: issuer.jwt },
    });
    return countedCalls(
      requiredScopes('accounts_read'),
      verified(issuer.claims),
      verified({ ...issuer.claims, scope: 'profile' }),
    );
  },
};
