/** The peers that guard a route by the JWT of its caller, in whole applications. */
import type { ServerContender } from '../../contender.ts';
import { EXPRESS_JWT } from './express-jwt.ts';
import { EXPRESS_OAUTH2_JWT_BEARER } from './express-oauth2-jwt-bearer.ts';
import { KOA_JWT } from './koa-jwt.ts';

export const SERVER_PEERS: readonly ServerContender[] = [EXPRESS_OAUTH2_JWT_BEARER, EXPRESS_JWT, KOA_JWT];
