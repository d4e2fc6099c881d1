/** auth0 (node-auth0), whose management token provider can be used by itself. */
import { TokenProvider } from 'auth0/management';
import type { TokenContender } from '../../contender.ts';
import { sendTokenRequest } from './client-credentials.ts';

export const AUTH0: TokenContender = {
  name: 'auth0',
  how: 'Its own cache: `TokenProvider.getAccessToken()`, with a `fetch` that asks by Basic over http.',
  open(server) {
    const provider = new TokenProvider({
      domain: new URL(server.issuer).host,
      clientId: server.clientId,
      clientSecret: server.clientSecret,
      audience: server.issuer,
      // Its own request goes to https://<domain>/oauth/token with the secret in the body, and names no scope.
      fetch: () => sendTokenRequest(server),
    });
    return { getToken: () => provider.getAccessToken() };
  },
};
