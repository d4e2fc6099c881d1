import { inspect } from 'node:util';
import { createLinxo, type LinxoOptions, type ResourceOwner } from '@linxo-guard/core';
import { type RedisClient, redisTokenStore } from '@linxo-guard/core/redis';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer, type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { newRedisClient, RedisFleet, type RedisTestClient, SECRET } from './redis-fleet.ts';
import type { Worker } from './worker-process.ts';
import { outcomeOf } from './world.ts';

const { camille, odette } = SANDBOX_USERS;
const CAMILLE: ResourceOwner = { username: camille.username, password: camille.password };
const ODETTE: ResourceOwner = { username: odette.username, password: odette.password };
const WANTED = { subject: CAMILLE, scopes: ['accounts_read'] as const };

describe.skipIf(!hasRedisServer)('with Redis, the processes of an application', () => {
  let redis: RedisServer;
  let sandbox: Sandbox;
  const fleet = new RedisFleet();
  beforeAll(async () => {
    [redis, sandbox] = await Promise.all([startRedisServer(), startSandbox()]);
  });
  beforeEach(async () => {
    const client = newRedisClient(redis.url);
    await client.connect();
    await client.flushAll();
    client.destroy();
  });
  afterEach(async () => {
    await fleet.close();
    sandbox.faults.clear();
    sandbox.log.clear();
  });
  afterAll(async () => {
    await sandbox.close();
    await redis.close();
  });
  const requests = () => sandbox.log.tokenRequests.length;

  function start(count: number, policy: LinxoOptions['policy'] = {}): Promise<readonly Worker[]> {
    return fleet.start({ options: sandbox.options, redisUrl: redis.url, policy }, count);
  }

  /** Creates an instance in this process that behaves like one in another process. */
  async function instance(options: Partial<LinxoOptions> = {}) {
    const { connect, client } = await fleet.instance(redis.url, { ...sandbox.options, ...options });
    const call = (subject = CAMILLE) =>
      connect.tokens.getAccessToken({ ...WANTED, subject }).then(({ value }) => value, outcomeOf);
    return { connect, client, call };
  }

  it('send one token request together, though the token endpoint is slower than the lock', async () => {
    const four = await start(4, { lockMs: 1_000, storeTimeoutMs: 20_000 });
    using hold = sandbox.hold('token');
    const answers = four.map((worker) => worker.ask(WANTED, 250));
    await sandbox.log.waitFor({ tokenRequests: 1 });
    // Two and a half lifetimes of the lock, by Redis' own clock.
    const { client } = await instance();
    await client.set('locks-long', '1', { expiration: { type: 'PX', value: 2_500 } });
    await expect.poll(() => client.exists('locks-long'), { timeout: 5_000 }).toBe(0);
    expect(requests()).toBe(1);
    hold.release();
    const outcomes = (await Promise.all(answers)).flatMap((answer) => answer.outcomes);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).toMatch(/^ey/);
    expect(requests()).toBe(1);
  });

  it('wait no longer than the lock lives for a process that was killed while it held it', async () => {
    const [first, second] = await start(2, { lockMs: 300, storeTimeoutMs: 20_000 });
    using hold = sandbox.hold('token');
    void first?.ask(WANTED, 1).catch(() => {});
    await sandbox.log.waitFor({ tokenRequests: 1 });
    await first?.kill();
    hold.release();
    const askedAt = performance.now();
    const answer = await second?.ask(WANTED, 10);
    expect(answer?.outcomes[0]).toMatch(/^ey/);
    // The lock's 300 ms, one look at the store, and some time for a busy machine.
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(requests()).toBe(2);
  });

  it('share tokens that cover the request, and refused grants, but no others', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.connect.tokens.getAccessToken({ ...WANTED, scopes: ['transactions_read'] });
    await other.call();
    expect(other.connect.stats()).toMatchObject({ fetched: 0, shared: 1 });
    const mehdi = {
      subject: { username: 'mehdi@example.org', password: 'narrow-gate-mehdi' },
      scopes: ['transactions_read'] as const,
    };
    for (const { connect } of [one, other]) {
      await expect(connect.tokens.getAccessToken(mehdi)).rejects.toMatchObject({ code: 'ERR_INSUFFICIENT_SCOPE' });
    }
    expect(requests()).toBe(2);
    expect(await other.call({ username: CAMILLE.username, password: 'wrong' })).toBe('ERR_CREDENTIALS_REJECTED');
    expect(await other.call({ username: odette.username, password: odette.password })).toMatch(/^ey/);
    const production = await instance({
      environment: {
        ...sandbox.options.environment,
        authorizationServer: sandbox.authorizationServer.replace('127.0.0.1', 'localhost'),
      },
    });
    await production.call();
    expect(production.connect.stats()).toMatchObject({ fetched: 1, shared: 0 });
  });

  it('replace a revoked token once for all', async () => {
    const [one, other] = [await instance(), await instance()];
    const first = await one.call();
    expect(await other.call()).toBe(first);
    sandbox.revoke('all');
    await Promise.all([one, other].map(({ connect }) => connect.api(WANTED).get('/accounts')));
    await Promise.all([one, other].map(({ connect }) => connect.api(WANTED).get('/accounts')));
    expect(requests()).toBe(2);
  });

  it('forget a user who logged out', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.call();
    await one.connect.tokens.forget(CAMILLE);
    await other.call();
    expect(requests()).toBe(2);
  });

  it('leave neither token nor username nor password in a dump of Redis', async () => {
    const { connect, client, call } = await instance();
    const token = await call();
    await connect.tokens.getAccessToken({ subject: 'client', scopes: ['users_create'] });
    const keys = await client.keys('*');
    const dump = inspect([keys, await Promise.all(keys.map((key) => client.dump(key)))], {
      maxStringLength: null,
      maxArrayLength: null,
    });
    expect(keys.length).toBeGreaterThan(1);
    for (const secret of [
      token,
      camille.username,
      camille.password,
      sandbox.options.clientId,
      token.split('.')[1] ?? '?',
    ]) {
      expect(dump).not.toContain(secret);
    }
  });

  it.each<[string, (client: RedisTestClient) => Promise<unknown>, () => Promise<unknown>]>([
    ['is killed', () => redis.kill(), () => redis.start()],
    ['is frozen: it keeps its connections and answers nothing', async () => redis.freeze(), async () => redis.thaw()],
    ['is flushed', (client) => client.flushAll(), async () => {}],
    [
      'is full of garbage',
      async (client) => {
        for (const key of await client.keys('*')) await client.set(key, 'garbage');
      },
      async () => {},
    ],
  ])(
    'go on from memory and the token endpoint when Redis %s, and share again afterwards',
    async (_, breakIt, mendIt) => {
      const policy = { storeTimeoutMs: 250, backoffMinMs: 50, backoffMaxMs: 50 };
      const one = await instance({ policy });
      const token = await one.call();
      await breakIt(one.client);
      try {
        expect(await one.call()).toBe(token);
        expect(await one.call(ODETTE)).toMatch(/^ey/);
        await one.connect.tokens.forget(ODETTE);
        expect(await one.call(ODETTE)).toMatch(/^ey/);
      } finally {
        await mendIt();
      }
      await expect
        .poll(
          async () => {
            await one.connect.tokens.forget(ODETTE);
            const fetched = await one.call(ODETTE);
            const another = await instance();
            return (await another.call(ODETTE)) === fetched;
          },
          { timeout: 10_000 },
        )
        .toBe(true);
    },
  );

  it('drop a token that another instance has stored', async () => {
    const [one, other] = [await instance(), await instance()];
    const token = await one.connect.tokens.getAccessToken(WANTED);
    expect(await other.call()).toBe(token.value);
    await other.connect.tokens.invalidate(token);
    expect(await (await instance()).call()).not.toBe(token.value);
  });

  it.each(['forget', 'invalidate'] as const)('%s a token that is still on its way into the store', async (how) => {
    const { connect, client } = await instance();
    let put = () => {};
    const isSlow = new Promise<void>((resolve) => {
      put = resolve;
    });
    const slowToSet: RedisClient = {
      isReady: true,
      // No script is known by its digest, so that each one comes along with its text.
      evalSha: async () => {
        throw new Error('NOSCRIPT');
      },
      eval: async (script, args) => {
        if (script.includes('HSET')) await isSlow;
        return client.eval(script, args);
      },
      duplicate: () => client.duplicate(),
    };
    const slow = createLinxo({
      ...sandbox.options,
      policy: { storeTimeoutMs: 20_000 },
      store: redisTokenStore(slowToSet, { secrets: [SECRET] }),
    });
    fleet.linxos.push(slow);
    const fetching = slow.tokens.getAccessToken(WANTED);
    await expect.poll(() => slow.tokens.peek(WANTED)).toBeDefined();
    const token = slow.tokens.peek(WANTED);
    const dropping = how === 'forget' ? slow.tokens.forget(CAMILLE) : slow.tokens.invalidate(token ?? (await fetching));
    put();
    await dropping;
    expect(await connect.tokens.getAccessToken(WANTED).then(({ value }) => value)).not.toBe(token?.value);
  });

  it('count and announce failures of the store, and throw none of them in a handler', async () => {
    const { subscribe, unsubscribe } = await import('node:diagnostics_channel');
    const announced: string[] = [];
    const listen = (event: unknown) => void announced.push((event as { operation: string }).operation);
    subscribe('linxo-guard.store-failure', listen);
    const { connect, call } = await instance();
    await redis.kill();
    try {
      expect(await call()).toMatch(/^ey/);
    } finally {
      await redis.start();
      unsubscribe('linxo-guard.store-failure', listen);
    }
    expect(announced.length).toBeGreaterThan(0);
    expect(connect.stats().storeFailures).toBe(announced.length);
  });
});
