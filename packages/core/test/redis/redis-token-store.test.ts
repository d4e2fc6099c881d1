import { readFile } from 'node:fs/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/async/clock.ts';
import { DEFAULT_POLICY } from '../../src/options/token-policy.ts';
import { StoreGuard } from '../../src/store/store-guard.ts';
import type { RedisClient } from '../../src/redis/redis-client.ts';
import { subscribeTo } from '../../src/redis/redis-subscription.ts';
import { redisStore, redisTokenStore } from '../../src/redis/redis-token-store.ts';
import { tokenStoreContract } from '../../src/testing.ts';
import type { LookRecordsResult, SealedRecords } from '../../src/store/sealed-records.ts';
import { recordsOf } from '../../src/store/sealed-store.ts';
import { storedToken } from '../store/stored-token.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../../../test/support/redis-server.ts';

const SECRET = 'a secret of more than thirty-two characters';
const GUARD = new StoreGuard(systemClock, { ...DEFAULT_POLICY, onInterrupted: () => {} });
const CAMILLE = { user: 'camille@example.org', credentials: 'hunter2' };
const ODETTE = { user: 'odette@example.org', credentials: 'hunter2' };

it('a subscription that ends while its client connects leaves no connection behind', async () => {
  let connections = 0;
  let goOn = () => {};
  // A cluster may go on connecting after it was destroyed.
  const subscriber = {
    on: () => {},
    connect: () => new Promise<void>((resolve) => (goOn = resolve)).then(() => void connections++),
    subscribe: async () => void connections++,
    destroy: () => (connections = 0),
  };
  const ending = new AbortController();
  const nothing = () => {};
  const subscribing = subscribeTo({ duplicate: () => subscriber } as unknown as RedisClient, ['channel'], {
    inbox: 'inbox',
    onMessage: nothing,
    onReady: nothing,
    onInterrupted: nothing,
    signal: ending.signal,
  });
  ending.abort();
  goOn();
  await expect(subscribing).rejects.toThrow('aborted');
  expect(connections).toBe(0);
});

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

  const records = (options = {}): SealedRecords =>
    recordsOf(redisTokenStore(client, { secrets: [SECRET], ...options }), GUARD);
  tokenStoreContract({ describe, it }, 'it', () => redisStore(client));

  async function lookFor(of: SealedRecords, owner = CAMILLE): Promise<LookRecordsResult> {
    const lockOwner = crypto.randomUUID();
    const looked = await of.look({
      owner,
      scope: 'profile',
      exceptIds: [],
      lockOwner,
      lockMs: 5_000,
      inbox: 'inbox',
    });
    if (!looked) throw new Error('Redis did not answer.');
    return looked;
  }

  async function putToken(of: SealedRecords, value: string, owner = CAMILLE, lifetimeMs = 60_000): Promise<string> {
    const { lock, nowMs } = await lookFor(of, owner);
    await of.put(owner, lock, storedToken(value, nowMs, { expiresAtMs: nowMs + lifetimeMs }), nowMs);
    return `linxo-guard:{${lock.key}}`;
  }

  const valuesIn = async (of: SealedRecords, owner = CAMILLE) =>
    (await lookFor(of, owner)).records.flatMap((record) => (record.kind === 'token' ? [record.value] : []));

  async function dump(): Promise<string> {
    const keys = await client.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => JSON.stringify((await client.type(key)) === 'hash' ? await client.hGetAll(key) : key)),
    );
    return [...keys, ...values].join('\n');
  }

  it('shows neither keys nor tokens in a dump', async () => {
    await putToken(records(), 'the-token');
    const shown = await dump();
    expect(shown).toContain('linxo-guard:');
    for (const text of ['camille', 'hunter2', 'the-token', Buffer.from('the-token').toString('base64url').slice(0, 10)])
      expect(shown).not.toContain(text);
  });

  it('leaves nothing behind when its tokens have expired', async () => {
    await putToken(records(), 'short', CAMILLE, 40);
    expect(await client.dbSize()).toBe(1);
    await expect.poll(() => client.dbSize()).toBe(0);
  });

  it('does not open a token that was put in the place of another subject', async () => {
    const store = records();
    const hers = await putToken(store, 'hers');
    const odettes = await putToken(store, 'other', ODETTE);
    const [field = ''] = Object.keys(await client.hGetAll(odettes));
    await client.hSet(odettes, field, Object.values(await client.hGetAll(hers))[0] ?? '');
    expect(await valuesIn(store, ODETTE)).toEqual([]);
    expect(await valuesIn(store)).toEqual(['hers']);
  });

  it('does not serve a token whose end somebody moved, once the end inside its seal is over', async () => {
    const store = records();
    const key = await putToken(store, 'short', CAMILLE, 200);
    const [[field, value] = ['', '']] = Object.entries(await client.hGetAll(key));
    await client.hSet(key, field, value.replace(/^\d+/, '99999999999999'));
    await client.persist(key);
    await expect.poll(() => valuesIn(store)).toEqual([]);
    expect(await client.exists(key)).toBe(1);
  });

  it.each(['', 'garbage', '99999999999999 x y', '99999999999999 digest eyJhbGciOiJub25lIn0....'])(
    'takes %j for no token',
    async (garbage) => {
      const store = records();
      const key = await putToken(store, 'hers');
      for (const field of [...Object.keys(await client.hGetAll(key)), 'other']) await client.hSet(key, field, garbage);
      expect(await valuesIn(store)).toEqual([]);
      await store.delete(store.keyOf(CAMILLE), 'hers');
    },
  );

  it('takes secrets as bytes too, and another prefix', async () => {
    const store = records({ secrets: [Buffer.alloc(32, 7)], prefix: 'app:' });
    await putToken(store, 'hers');
    expect(await valuesIn(store)).toEqual(['hers']);
    expect((await client.keys('*'))[0]).toMatch(/^app:/);
  });

  it('goes on after Redis has lost its scripts', async () => {
    const store = records();
    await putToken(store, 'hers');
    await client.scriptFlush();
    expect(await valuesIn(store)).toEqual(['hers']);
  });

  it.each(['OOM', 'NOPERM', 'WRONGTYPE'])(
    'is asked once, and used again at once, when Redis answers %s',
    async (code) => {
      const guard = new StoreGuard(systemClock, { ...DEFAULT_POLICY, onInterrupted: () => expect.unreachable() });
      let asked = 0;
      const refuses: Pick<RedisClient, 'eval' | 'evalSha'> = {
        evalSha: async () => {
          throw new Error('NOSCRIPT No matching script');
        },
        eval: async () => {
          asked++;
          throw new Error(`${code} it is refused`);
        },
      };
      const refusing = { isReady: true, duplicate: () => client.duplicate(), ...refuses };
      const store = recordsOf(redisTokenStore(refusing, { secrets: [SECRET] }), guard);
      expect(await store.forgottenSince(0)).toBeUndefined();
      expect([asked, guard.failures, guard.isOpen]).toEqual([1, 1, true]);
    },
  );

  it('forgets a user although Redis is full', async () => {
    const store = records();
    const key = await putToken(store, 'hers');
    await client.configSet({ 'maxmemory-policy': 'noeviction', maxmemory: '1mb' });
    try {
      await expect(client.set('anything', 'else')).rejects.toThrow('OOM');
      expect(await store.forget(CAMILLE, 60_000, 'sender')).toBeGreaterThan(0);
    } finally {
      await client.configSet('maxmemory', '0');
    }
    expect(await client.exists(key)).toBe(0);
    expect(await valuesIn(store)).toEqual([]);
    expect((await store.forgottenSince(0))?.map((forgotten) => forgotten.key)).toEqual([store.keyOf(CAMILLE)]);
  });

  it.each(['zadd', 'publish'])(
    'deletes what a user has, and says that it is not all, without the command %s',
    async (command) => {
      await client.sendCommand(['ACL', 'SETUSER', 'app', 'on', '>password', '~*', '&*', '+@all', `-${command}`]);
      const restricted = createClient({ url: server.url, username: 'app', password: 'password' });
      restricted.on('error', () => {});
      await restricted.connect();
      try {
        const store = recordsOf(redisTokenStore(restricted, { secrets: [SECRET] }), GUARD);
        const key = await putToken(store, 'hers');
        expect(await store.forget(CAMILLE, 60_000, 'sender')).toBeUndefined();
        expect(await client.exists(key)).toBe(0);
      } finally {
        restricted.destroy();
      }
    },
  );

  it('needs no other rights than those that docs/redis.md names', async () => {
    const page = await readFile(new URL('../../../../docs/redis.md', import.meta.url), 'utf8');
    const [, rights = ''] = /^ACL SETUSER linxo-guard on >password (.*)$/m.exec(page) ?? [];
    await client.sendCommand(['ACL', 'SETUSER', 'least', 'on', '>password', ...rights.split(' ')]);
    const least = createClient({ url: server.url, username: 'least', password: 'password' });
    least.on('error', () => {});
    await least.connect();
    const guard = new StoreGuard(systemClock, { ...DEFAULT_POLICY, onInterrupted: () => expect.unreachable() });
    const store = recordsOf(redisTokenStore(least, { secrets: [SECRET] }), guard);
    const heard: string[] = [];
    let isReady = false;
    const end = await store.store.subscribe({
      inbox: 'inbox',
      onMessage: (message) => void heard.push(message),
      onReady: () => void (isReady = true),
      onInterrupted: () => {},
    });
    try {
      const { lock, nowMs } = await lookFor(store);
      await lookFor(store);
      expect([isReady, await store.store.renew(lock, () => true)]).toEqual([true, true]);
      expect(await store.put(CAMILLE, lock, storedToken('hers', nowMs), nowMs)).toBe(true);
      await store.delete(lock.key, 'hers');
      await store.release((await lookFor(store)).lock);
      expect(await store.forget(CAMILLE, 60_000, 'sender')).toBeGreaterThan(0);
      expect(await store.forgottenSince(0)).toHaveLength(1);
      await expect.poll(() => heard).toHaveLength(2);
      expect(guard.failures).toBe(0);
    } finally {
      end?.();
      least.destroy();
    }
  });

  it('ends a subscription that does not reach its server when it is not wanted any more', async () => {
    let isEnded = false;
    const unreachable = {
      on: () => {},
      connect: () => new Promise<never>(() => {}),
      subscribe: () => new Promise<never>(() => {}),
      destroy: () => void (isEnded = true),
    };
    const store = redisStore({
      isReady: true,
      eval: client.eval,
      evalSha: client.evalSha,
      duplicate: () => unreachable,
    });
    const ending = new AbortController();
    const told = { onMessage: () => {}, onReady: () => {}, onInterrupted: () => {} };
    void store.subscribe?.({ inbox: 'inbox', signal: ending.signal, ...told });
    ending.abort();
    expect(isEnded).toBe(true);
  });

  it("takes no notice of the application's own type mapping", async () => {
    const { RESP_TYPES } = await import('redis');
    const mapped = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.NUMBER]: String });
    const store = recordsOf(redisTokenStore(mapped, { secrets: [SECRET] }), GUARD);
    await putToken(store, 'hers');
    expect(await valuesIn(store)).toEqual(['hers']);
  });

  it('is refused with what to pass, for everything that is no client of redis', () => {
    const ioredis = {
      status: 'ready',
      defineCommand: () => {},
      eval: () => {},
      evalsha: () => {},
      duplicate: () => {},
    };
    const pool = { execute: () => {}, totalClients: 1, eval: () => {}, evalSha: () => {} };
    for (const wrong of [undefined, null, {}, 'redis://127.0.0.1', ioredis, pool, createClient])
      expect(() => redisTokenStore(wrong as RedisClient, { secrets: [SECRET] })).toThrow(
        /^linxo-guard is misconfigured: redisTokenStore\(client, \{ secrets: \[secret\] \}\): client must be a client of the npm package 'redis'/,
      );
    expect(() => redisTokenStore(ioredis as unknown as RedisClient, { secrets: [SECRET] })).toThrow(
      'not one of ioredis',
    );
    expect(() => redisTokenStore(pool as unknown as RedisClient, { secrets: [SECRET] })).toThrow('not a pool');
    const other = (options: object) => () => redisTokenStore(client, { secrets: [SECRET], ...options });
    expect(other({ prefx: 'app:' })).toThrow('no option "prefx"; there are: secrets, prefix');
    expect(other({ prefix: 5 })).toThrow('prefix of redisTokenStore() must be a text');
    const without = redisTokenStore as unknown as (client: unknown) => unknown;
    expect(() => without(client)).toThrow('{ secrets: [secret] }');
  });
});
