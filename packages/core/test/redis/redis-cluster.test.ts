import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisStore, redisTokenStore } from '../../src/redis/redis-token-store.ts';
import { tokenStoreContract } from '../../src/testing.ts';
import { type RedisCluster, startRedisCluster } from '../../../../test/support/redis-cluster.ts';
import { hasRedisServer } from '../../../../test/support/redis-server.ts';

const SECRET = 'a secret of more than thirty-two characters';
const scopes = ['accounts_read'] as const;

describe.skipIf(!hasRedisServer)('the Redis store on a cluster of six', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 60_000);
  afterAll(() => cluster.close());

  tokenStoreContract({ describe, it }, 'it', () => redisStore(cluster.client, `${crypto.randomUUID()}:`));

  it('keeps the tokens of many users on all servers: one token request each, and log-out reaches every process', async () => {
    const users = Array.from({ length: 30 }, (_, index) => ({
      username: `user-${index}@example.org`,
      password: 'password',
      banks: [],
    }));
    await using sandbox = await startSandbox({ users: [...Object.values(SANDBOX_USERS), ...users] });
    const newLinxo = () =>
      createLinxo({ ...sandbox.options, store: redisTokenStore(cluster.client, { secrets: [SECRET] }) });
    const processes = [newLinxo(), newLinxo(), newLinxo()];
    const call = async (index: number, { username, password }: (typeof users)[0]) =>
      (await processes[index]!.tokens.getAccessToken({ subject: { username, password }, scopes })).value;

    for (const user of users) {
      const values = await Promise.all(processes.map((_, index) => call(index, user)));
      expect(new Set(values).size).toBe(1);
    }
    expect(sandbox.log.tokenRequests).toHaveLength(users.length);
    for (const { url } of cluster.servers) expect(await keysOf(url)).toBeGreaterThan(0);

    for (const { username } of users.slice(0, 10))
      expect(await processes[0]!.tokens.forgetUser(username)).toEqual({ everywhere: true });
    const isKept = (index: number, { username, password }: (typeof users)[0]) =>
      processes[index]!.tokens.peek({ subject: { username, password }, scopes }) !== undefined;
    for (const index of [0, 1, 2])
      await expect
        .poll(() => users.filter((user) => isKept(index, user)), { timeout: 10_000 })
        .toEqual(users.slice(10));
    await Promise.all(processes.map((linxo) => linxo.close()));
  });

  async function keysOf(url: string): Promise<number> {
    const client = createClient({ url });
    await client.connect();
    const size = await client.dbSize();
    client.destroy();
    return size;
  }
});
