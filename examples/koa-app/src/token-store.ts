/** Where tokens are kept besides this process' memory: in Redis, when several processes of the application run. */
import type { SealedTokenStore } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { createClient } from 'redis';

/** A token store that is connected to Redis. */
export interface ConnectedStore {
  readonly store: SealedTokenStore;
  close(): void;
}

/**
 * The store of `REDIS_URL`, sealed with `TOKEN_STORE_SECRET` (at least 32 characters); none where `REDIS_URL` is not set. An
 * application whose Redis is down at its start comes up all the same: tokens are then kept in memory until it is back.
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
