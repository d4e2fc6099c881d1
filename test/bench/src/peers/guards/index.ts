/** The peers that judge the scopes of a caller's token, as function calls. */
import type { GuardContender } from '../../contender.ts';
import { EXPRESS_JWT_AUTHZ_GUARD } from './express-jwt-authz.ts';
import { EXPRESS_OAUTH2_JWT_BEARER_GUARD } from './express-oauth2-jwt-bearer.ts';

export const GUARD_PEERS: readonly GuardContender[] = [EXPRESS_OAUTH2_JWT_BEARER_GUARD, EXPRESS_JWT_AUTHZ_GUARD];
