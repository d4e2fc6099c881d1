/** The scope check of express-jwt-authz. */
import jwtAuthz from 'express-jwt-authz';
import type { GuardContender } from '../../contender.ts';
import { countedCalls } from './counted-calls.ts';

export const EXPRESS_JWT_AUTHZ_GUARD: GuardContender = {
  name: 'express-jwt-authz',
  how: '`jwtAuthz()` alone, with the claims on the request; refuses by a response, which a stub takes here.',
  open: ({ claims }) =>
    countedCalls(
      // express-jwt keeps the claims in `req.auth` since its version 7.
      jwtAuthz(['accounts_read'], { customUserKey: 'auth' }),
      { auth: claims },
      { auth: { ...claims, scope: 'profile' } },
    ),
};
