/** @azure/msal-node, a confidential client whose authority is described to it. */
import { ConfidentialClientApplication, ProtocolMode, type INetworkModule } from '@azure/msal-node';
import type { TokenContender, TokenServer } from '../../contender.ts';
import { sendTokenRequest } from './client-credentials.ts';

/** It wants an https authority. Nothing is sent there: the metadata is given, and the token request is redirected. */
const AUTHORITY_HOST = 'authority.invalid';
const AUTHORITY = `https://${AUTHORITY_HOST}/bench`;

const AUTHORITY_METADATA = JSON.stringify({
  issuer: AUTHORITY,
  authorization_endpoint: `${AUTHORITY}/authorize`,
  token_endpoint: `${AUTHORITY}/token`,
  jwks_uri: `${AUTHORITY}/jwks`,
});

export const MSAL_NODE: TokenContender = {
  name: '@azure/msal-node',
  how: 'Its own cache: `acquireTokenByClientCredential()`, with a `networkClient` that asks by Basic over http.',
  open(server) {
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: server.clientId,
        clientSecret: server.clientSecret,
        authority: AUTHORITY,
        knownAuthorities: [AUTHORITY_HOST],
        authorityMetadata: AUTHORITY_METADATA,
      },
      system: { protocolMode: ProtocolMode.OIDC, networkClient: networkTo(server) },
    });
    const request = { scopes: server.scope.split(' ') };
    return {
      async getToken() {
        const result = await application.acquireTokenByClientCredential(request);
        if (result === null) throw new Error('MSAL found no token');
        return result.accessToken;
      },
    };
  },
};

/** Its own request carries the secret in the body and an id in the query, neither of which the server takes. */
function networkTo(server: TokenServer): INetworkModule {
  return {
    sendGetRequestAsync: (url) => Promise.reject(new Error(`MSAL wants to read ${url}`)),
    async sendPostRequestAsync<T>() {
      const response = await sendTokenRequest(server);
      const body = (await response.json()) as T;
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    },
  };
}
