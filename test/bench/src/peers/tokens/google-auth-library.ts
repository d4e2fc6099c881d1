/** google-auth-library, whose OAuth2Client keeps a token that a handler fetches. */
import { OAuth2Client } from 'google-auth-library';
import type { TokenContender } from '../../contender.ts';
import { requestToken } from './client-credentials.ts';

export const GOOGLE_AUTH_LIBRARY: TokenContender = {
  name: 'google-auth-library',
  how: 'Its own cache: `OAuth2Client.getAccessToken()`; the request is a fetch in its `refreshHandler`.',
  open(server) {
    const client = new OAuth2Client();
    client.refreshHandler = async () => {
      const { access_token, expires_in } = await requestToken(server);
      return { access_token, expiry_date: Date.now() + expires_in * 1000 };
    };
    return {
      async getToken() {
        const { token } = await client.getAccessToken();
        if (token == null) throw new Error('google-auth-library has no token');
        return token;
      },
    };
  },
};
