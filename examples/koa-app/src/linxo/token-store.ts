/** Opens the store in which several processes of the application share their tokens: Redis. */
import type { SealedTokenStore } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { createClient } from 'redis';

/** A token store with its connection to Redis. */
export interface ConnectedStore {
  readonly store: SealedTokenStore;
  close(): void;
}

/**
 * Opens the store at `REDIS_URL`, encrypted with `TOKEN_STORE_SECRET` (at least 32 characters). Returns `undefined` if
 * `REDIS_URL` is not set. If Redis is down, the application starts all the same and keeps tokens in memory until Redis is back.
 */
export function tokenStoreFromEnv(env: NodeJS.ProcessEnv): ConnectedStore | undefined {
  const url = env['REDIS_URL'];
  if (!url) return undefined;
  const client = createClient({ url });
  client.on('error', (error: Error) => console.warn(`Redis: ${error.message}`));
  const store = redisTokenStore(client, { secrets: [env['TOKEN_STORE_SECRET'] ?? ''] });
  client.connect().catch((error: Error) => console.warn(`Redis: ${error.message}`));
  return { store, close: () => client.destroy() };
}
