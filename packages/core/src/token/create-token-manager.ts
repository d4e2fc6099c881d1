/** Puts a token manager together from settings. */
import { Timeline } from '../async/timeline.ts';
import type { Settings } from '../options/options.ts';
import { ClientSecret } from '../subject/client-secret.ts';
import type { ManagedToken } from './access-token.ts';
import { MemoryTokenStore } from './token-cache.ts';
import { SharedTokens } from './shared-tokens.ts';
import { sharedKeysOf } from '../subject/token-owner.ts';
import { TokenManager } from './token-manager.ts';
import { TokenSupply } from './token-fetcher.ts';

/** The token manager of one Linxo instance. */
export function createTokenManager(settings: Settings): TokenManager {
  const { tokenEndpoint: url, clientId, clientAuthentication, fetch, clock, policy, provider, timeoutMs } = settings;
  const endpoint = { url, clientId, clientAuthentication, fetch, clock, maxResponseBytes: policy.maxResponseBytes };
  const ageing = { timeline: new Timeline(clock), policy };
  const clientSecret = new ClientSecret(settings.clientSecret);
  const keyOf = sharedKeysOf({ tokenEndpoint: url, clientId, provider });
  const store = new MemoryTokenStore<ManagedToken>(policy.maxSubjects);
  const shared = settings.store && new SharedTokens({ store: settings.store, keyOf, clock, ageing, policy });
  const supply = new TokenSupply({ endpoint, clientSecret, provider, policy, ageing, timeoutMs }, store, shared);
  return new TokenManager(store, supply, shared);
}
