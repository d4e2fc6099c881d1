import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InvalidConfiguration } from '../../src/errors/errors.ts';
import { redisStore, redisTokenStore } from '../../src/redis/redis-token-store.ts';
import { tokenStoreContract } from '../../src/testing.ts';
import { tokenRecord } from '../store/token-record.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../../../test/support/redis-server.ts';

const SECRET = 'a secret of more than thirty-two characters';
const NEWER = 'another secret of more than thirty-two characters';

describe.skipIf(!hasRedisServer)('the Redis store', () => {
  let server: RedisServer;
  let client: ReturnType<typeof createClient>;
  beforeAll(async () => {
    server = await startRedisServer();
    client = createClient({ url: server.url });
    client.on('error', () => {});
    await client.connect();
  });
  beforeEach(async () => {
    await client.flushAll();
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  const create = (...secrets: string[]) => redisTokenStore(client, { secrets: [SECRET, ...secrets] });
  tokenStoreContract({ describe, it }, 'it', () => redisStore(client));

  async function dump(): Promise<string> {
    const keys = await client.keys('*');
    const values = await Promise.all(keys.map(async (key) => JSON.stringify(await client.hGetAll(key))));
    return [...keys, ...values].join('\n');
  }

  it('shows neither keys nor tokens in a dump', async () => {
    await create().set('camille@example.org', tokenRecord('the-token'));
    const shown = await dump();
    expect(shown).toContain('linxo-guard:');
    for (const text of ['camille', 'the-token', Buffer.from('the-token').toString('base64url').slice(0, 10)])
      expect(shown).not.toContain(text);
  });

  it('leaves nothing behind when its tokens have expired', async () => {
    await create().set('camille', tokenRecord('short', { lifetimeMs: 40, remainingMs: 40 }));
    expect(await client.dbSize()).toBe(1);
    await expect.poll(() => client.dbSize()).toBe(0);
  });

  it('opens what an older secret sealed, and seals with the first', async () => {
    await create().set('camille', tokenRecord('old'));
    const rotating = redisTokenStore(client, { secrets: [NEWER, SECRET] });
    expect(await rotating.get('camille')).toMatchObject([{ value: 'old' }]);
    await rotating.set('odette', tokenRecord('new'));
    expect(await create().get('odette')).toEqual([]);
    expect(await redisTokenStore(client, { secrets: [NEWER] }).get('odette')).toMatchObject([{ value: 'new' }]);
    await rotating.delete('camille', 'old');
    expect(await create().get('camille')).toEqual([]);
  });

  it('lets processes with the old secrets, and with the new ones, wait for each other', async () => {
    const rotating = redisTokenStore(client, { secrets: [NEWER, SECRET] });
    expect(await create().lock('camille', 5_000)).toBeDefined();
    expect(await rotating.lock('camille', 5_000)).toBeUndefined();
  });

  it('does not open a token that was put in the place of another subject', async () => {
    const store = create();
    await store.set('camille', tokenRecord('hers'));
    const [hers] = await client.keys('*');
    await store.set('odette', tokenRecord('other'));
    const odettes = (await client.keys('*')).find((key) => key !== hers);
    await client.hSet(String(odettes), await client.hGetAll(String(hers)));
    expect(await store.get('odette')).toEqual([]);
  });

  it.each(['', 'garbage', '99999999999999 x y', '99999999999999 digest eyJhbGciOiJub25lIn0....'])(
    'takes %j for no token',
    async (garbage) => {
      const store = create();
      await store.set('camille', tokenRecord('hers'));
      const [key] = await client.keys('*');
      await client.hSet(String(key), 'profile', garbage);
      await client.hSet(String(key), 'openid', garbage);
      expect(await store.get('camille')).toEqual([]);
      await store.delete('camille', 'hers');
    },
  );

  it('refuses a secret that is too short, or none', () => {
    for (const secrets of [[], ['short'], [SECRET, 'short'], [undefined]]) {
      expect(() => redisTokenStore(client, { secrets: secrets as unknown as [string] })).toThrow(InvalidConfiguration);
    }
  });

  it('takes secrets as bytes too', async () => {
    const store = redisTokenStore(client, { secrets: [Buffer.alloc(32, 7)], prefix: 'app:' });
    await store.set('camille', tokenRecord('hers'));
    expect(await store.get('camille')).toMatchObject([{ value: 'hers' }]);
    expect((await client.keys('*'))[0]).toMatch(/^app:/);
  });
});
