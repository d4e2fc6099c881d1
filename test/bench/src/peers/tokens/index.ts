/** The peers that keep a client's access token. */
import type { TokenContender } from '../../contender.ts';
import { AUTH0 } from './auth0.ts';
import { BADGATEWAY } from './badgateway.ts';
import { GOOGLE_AUTH_LIBRARY } from './google-auth-library.ts';
import { MSAL_NODE } from './msal-node.ts';
import { OPENID_CLIENT } from './openid-client.ts';
import { SIMPLE_OAUTH2 } from './simple-oauth2.ts';
import { SMITHY_PROPERTY_PROVIDER } from './smithy-property-provider.ts';

export const TOKEN_PEERS: readonly TokenContender[] = [
  SIMPLE_OAUTH2,
  OPENID_CLIENT,
  BADGATEWAY,
  MSAL_NODE,
  GOOGLE_AUTH_LIBRARY,
  SMITHY_PROPERTY_PROVIDER,
  AUTH0,
];
