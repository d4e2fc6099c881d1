/** Express with express-jwt and express-jwt-authz. */
import { expressjwt } from 'express-jwt';
import jwtAuthz from 'express-jwt-authz';
import type { ServerContender } from '../../contender.ts';
import { expressAccounts } from '../../servers/express-accounts.ts';
import { bearer } from './bearer.ts';

export const EXPRESS_JWT: ServerContender = {
  name: 'express-jwt + express-jwt-authz',
  kind: 'peer',
  framework: 'express',
  how: '`expressjwt()` verifies an HS256 JWT at each request, then `jwtAuthz()`.',
  open(jwtIssuer) {
    const { issuer, audience, secret } = jwtIssuer;
    const guards = [
      expressjwt({ issuer, audience, secret, algorithms: ['HS256'] }),
      jwtAuthz(['accounts_read'], { customUserKey: 'auth' }),
    ];
    return { listener: expressAccounts([], guards), headers: bearer(jwtIssuer) };
  },
};
