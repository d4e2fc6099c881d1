/** simple-oauth2, with the variable that its users keep the token in. */
import { ClientCredentials, type AccessToken } from 'simple-oauth2';
import type { TokenContender } from '../../contender.ts';

export const SIMPLE_OAUTH2: TokenContender = {
  name: 'simple-oauth2',
  how: 'No cache of its own: a variable, and `expired()` before each use as its README shows.',
  open({ issuer, tokenEndpoint, clientId, clientSecret, scope }) {
    const client = new ClientCredentials({
      client: { id: clientId, secret: clientSecret },
      auth: { tokenHost: issuer, tokenPath: new URL(tokenEndpoint).pathname },
      // The server reads the Basic pair as it is.
      options: { credentialsEncodingMode: 'loose' },
    });
    let accessToken: AccessToken | undefined;
    return {
      async getToken() {
        if (accessToken === undefined || accessToken.expired()) accessToken = await client.getToken({ scope });
        return accessToken.token['access_token'] as string;
      },
    };
  },
};
