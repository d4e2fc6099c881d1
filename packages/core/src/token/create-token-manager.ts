/** Puts a token manager together from settings. */
import { Timeline } from '../async/timeline.ts';
import type { Settings } from '../options/options.ts';
import { createRecordOwnerOf } from '../store/store-key.ts';
import { ClientSecret } from '../subject/client-secret.ts';
import { isKeyOfUser } from '../subject/owner-key.ts';
import { SharedTokens } from './shared-tokens.ts';
import { TokenCache } from './token-cache.ts';
import { TokenFetcher } from './token-fetcher.ts';
import { TokenManager } from './token-manager.ts';

/** Makes the token manager of one Linxo instance. */
export function createTokenManager(settings: Settings): TokenManager {
  const {
    tokenEndpoint: url,
    clientId,
    clientAuthentication,
    fetch,
    clock,
    policy,
    provider,
    store,
    timeoutMs,
  } = settings;
  const { tokenResponseMaxBytes, maxRetryAfterMs } = policy;
  const endpoint = { url, clientId, clientAuthentication, fetch, clock, tokenResponseMaxBytes, maxRetryAfterMs };
  const lifetime = { timeline: new Timeline(clock), policy };
  const clientSecret = new ClientSecret(settings.clientSecret);
  const cache = new TokenCache(policy.maxSubjects);
  const ownerOf = createRecordOwnerOf({ tokenEndpoint: url, clientId, provider });
  const onForgotten = (username: string) => {
    cache.clearUser(username);
    fetcher.detach((ownerKey) => isKeyOfUser(ownerKey, username));
  };
  const onUnknown = (username: string) => cache.clearUser(username);
  const shared = store && new SharedTokens({ store, ownerOf, clock, lifetime, onForgotten, onUnknown });
  const fetcher: TokenFetcher = new TokenFetcher(
    { endpoint, clientSecret, provider, policy, lifetime, timeoutMs },
    cache,
    shared,
  );
  return new TokenManager(cache, fetcher, shared);
}
