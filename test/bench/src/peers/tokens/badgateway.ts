/** @badgateway/oauth2-client, whose fetch wrapper keeps the token. */
import { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';
import type { TokenContender } from '../../contender.ts';

export const BADGATEWAY: TokenContender = {
  name: '@badgateway/oauth2-client',
  how: 'Its own cache: `OAuth2Fetch.getAccessToken()`, with the `getNewToken` that its README shows.',
  open({ issuer, tokenEndpoint, clientId, clientSecret, scope }) {
    const client = new OAuth2Client({ server: issuer, tokenEndpoint, clientId, clientSecret });
    const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials({ scope: [scope] }) });
    return { getToken: () => wrapper.getAccessToken() };
  },
};
