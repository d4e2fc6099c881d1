/** Puts a token manager together from settings. */
import type { Settings } from '../options.ts';
import { ClientSecret } from './client-secret.ts';
import { memoryTokenStore } from './memory-token-store.ts';
import { createTokenKeys } from './token-key.ts';
import { TokenManager } from './token-manager.ts';
import { TokenSupply } from './token-supply.ts';

/** The token manager of one Linxo instance. */
export function createTokenManager(settings: Settings): TokenManager {
  const { tokenEndpoint: url, clientId, clientAuthentication, fetch, clock, policy, provider, timeoutMs } = settings;
  const endpoint = { url, clientId, clientAuthentication, fetch, clock, maxResponseBytes: policy.maxResponseBytes };
  const clientSecret = new ClientSecret(settings.clientSecret);
  const store = memoryTokenStore(policy.maxSubjects);
  const supply = new TokenSupply({ endpoint, clientSecret, provider, policy, timeoutMs }, store);
  return new TokenManager(createTokenKeys({ tokenEndpoint: url, clientId, provider }), store, supply);
}
