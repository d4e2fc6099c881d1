/** @smithy/property-provider: what the AWS SDK keeps its credentials with. */
import { memoize } from '@smithy/property-provider';
import type { TokenContender } from '../../contender.ts';
import { requestToken } from './client-credentials.ts';

export const SMITHY_PROPERTY_PROVIDER: TokenContender = {
  name: '@smithy/property-provider',
  how: 'Its own cache: `memoize()`; both the request by fetch and the check of the expiry are written by hand.',
  open(server) {
    const provide = memoize(
      async () => {
        const { access_token, expires_in } = await requestToken(server);
        return { value: access_token, expiresAtMs: Date.now() + expires_in * 1000 };
      },
      ({ expiresAtMs }) => Date.now() >= expiresAtMs,
    );
    return {
      async getToken() {
        const { value } = await provide();
        return value;
      },
    };
  },
};
