/** openid-client, with the variable that its users keep the token in. */
import {
  allowInsecureRequests,
  clientCredentialsGrant,
  Configuration,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import type { TokenContender } from '../../contender.ts';
import { basicCredentials } from './client-credentials.ts';

export const OPENID_CLIENT: TokenContender = {
  name: 'openid-client',
  how: 'No cache of its own: a variable, and `expiresIn()` of the response before each use.',
  open(server) {
    const metadata = { issuer: server.issuer, token_endpoint: server.tokenEndpoint };
    // Its own ClientSecretBasic form-encodes the pair, hyphens too, which the server does not decode.
    const config = new Configuration(metadata, server.clientId, server.clientSecret, (_as, _client, _body, headers) =>
      headers.set('authorization', basicCredentials(server)),
    );
    allowInsecureRequests(config);
    let tokens: (TokenEndpointResponse & TokenEndpointResponseHelpers) | undefined;
    return {
      async getToken() {
        if (tokens === undefined || tokens.expiresIn() === 0) {
          tokens = await clientCredentialsGrant(config, { scope: server.scope });
        }
        return tokens.access_token;
      },
    };
  },
};
