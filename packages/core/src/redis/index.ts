/** A token store on Redis. */
export type { RedisClient } from './redis-client.ts';
export { redisTokenStore, type RedisTokenStoreOptions } from './redis-token-store.ts';
