import { once } from 'node:events';
import type { LinxoOptions, ResourceOwner } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer, type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { newRedisClient, RedisFleet, type RedisTestClient } from './redis-fleet.ts';

const owner = ({ username, password }: { username: string; password: string }): ResourceOwner => ({
  username,
  password,
});
const [CAMILLE, ODETTE] = [owner(SANDBOX_USERS.camille), owner(SANDBOX_USERS.odette)];
const SCOPES = { scopes: ['accounts_read'] as const };

describe.skipIf(!hasRedisServer)('a user who was forgotten', () => {
  let redis: RedisServer;
  let sandbox: Sandbox;
  let admin: RedisTestClient;
  const fleet = new RedisFleet();

  beforeAll(async () => {
    // The server writes each command to disk: after a kill, the old data comes back with it.
    [redis, sandbox] = await Promise.all([startRedisServer({ persistent: true }), startSandbox()]);
    admin = newRedisClient(redis.url);
    admin.on('error', () => {});
    await admin.connect();
  });
  beforeEach(async () => {
    if (!admin.isReady) await once(admin, 'ready');
    await admin.flushAll();
    sandbox.log.clear();
  });
  afterEach(async () => {
    await fleet.close();
  });
  afterAll(async () => {
    admin.destroy();
    await sandbox.close();
    await redis.close();
  });
  const requests = () => sandbox.log.tokenRequests.length;

  async function instance(options: Partial<LinxoOptions> = {}) {
    const { connect, client } = await fleet.instance(redis.url, { ...sandbox.options, ...options });
    const call = async (subject = CAMILLE) => (await connect.tokens.getAccessToken({ subject, ...SCOPES })).value;
    const peek = (subject = CAMILLE) => connect.tokens.peek({ subject, ...SCOPES })?.value;
    return { connect, client, call, peek };
  }

  /** Everything that Redis has, to be put back later. */
  async function dump(): Promise<readonly (readonly [string, Buffer])[]> {
    const { RESP_TYPES } = await import('redis');
    const binary = admin.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    const keys = await admin.keys('*');
    return Promise.all(keys.map(async (key) => [key, await binary.dump(key)] as const));
  }

  async function restore(dumped: readonly (readonly [string, Buffer])[]): Promise<void> {
    for (const [key, value] of dumped) await admin.restore(key, 3_600_000, value, { REPLACE: true });
  }

  it('is dropped by every process within a second, and no other user is', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => instance()));
    for (const { call } of all) await call();
    for (const { call } of all) await call(ODETTE);
    expect(await all[0]!.connect.tokens.forget(CAMILLE)).toEqual({ everywhere: true });
    await expect.poll(() => all.map(({ peek }) => peek()), { timeout: 1_000 }).toEqual(all.map(() => undefined));
    expect(all.map(({ peek }) => peek(ODETTE) !== undefined)).toEqual(all.map(() => true));
    const again = await all[1]!.call();
    for (const { call } of all) expect(await call()).toBe(again);
    expect(requests()).toBe(3);
  });

  it('is dropped by other processes whatever password or function earned the tokens', async () => {
    const [one, other] = [await instance(), await instance()];
    const trusted = { username: CAMILLE.username, password: () => SANDBOX_USERS.camille.password };
    await other.call();
    await other.call(trusted);
    expect(await one.connect.tokens.forgetUser(CAMILLE.username)).toEqual({ everywhere: true });
    await expect.poll(() => [other.peek(), other.peek(trusted)], { timeout: 1_000 }).toEqual([undefined, undefined]);
  });

  it('can sign in again at once, and the new token is kept and shared', async () => {
    const [one, other] = [await instance(), await instance()];
    const old = await one.call();
    await one.connect.tokens.forget(CAMILLE);
    const fresh = await one.call();
    expect(fresh).not.toBe(old);
    expect(await other.call()).toBe(fresh);
    await one.connect.tokens.forget(ODETTE);
    expect(one.peek()).toBe(fresh);
    expect(requests()).toBe(2);
  });

  it('is not served a token that was being fetched meanwhile, by any process', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.call(ODETTE);
    using hold = sandbox.hold('token');
    const fetching = [one.call(), other.call()];
    await sandbox.log.waitFor({ tokenRequests: 2 });
    expect(await one.connect.tokens.forget(CAMILLE)).toEqual({ everywhere: true });
    hold.release();
    const [old] = await Promise.all(fetching);
    const [again, shared] = [await one.call(), await other.call()];
    expect(shared).toBe(again);
    expect(again).not.toBe(old);
  });

  it('stays forgotten while Redis stands still, and when it goes on', async () => {
    const one = await instance({ policy: { storeTimeoutMs: 50 } });
    const old = await one.call();
    redis.freeze();
    expect(await one.connect.tokens.forget(CAMILLE)).toEqual({ everywhere: false });
    expect(one.peek()).toBeUndefined();
    redis.thaw();
    for (let call = 0; call < 5; call++) expect(await one.call()).not.toBe(old);
  });

  it('stays forgotten when Redis was killed, and comes back with its old data', async () => {
    const one = await instance();
    const old = await one.call();
    await admin.set('written-before', 'the kill');
    await redis.kill();
    expect(await one.connect.tokens.forget(CAMILLE)).toEqual({ everywhere: false });
    await redis.start();
    await expect.poll(() => one.client.isReady && admin.isReady, { timeout: 10_000 }).toBe(true);
    expect(await admin.get('written-before')).toBe('the kill');
    expect(await one.call()).not.toBe(old);
  });

  it('is told to the store when it is back, so that other processes drop the user as well', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.call();
    const old = await other.call();
    await redis.kill();
    expect(await one.connect.tokens.forget(CAMILLE)).toEqual({ everywhere: false });
    await redis.start();
    await expect.poll(() => other.peek(), { timeout: 10_000 }).toBeUndefined();
    expect(await other.call()).not.toBe(old);
  });

  it('is dropped by a process whose subscription was cut off meanwhile', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.call();
    await other.call();
    const clientsOf = async () => (await admin.clientList()).filter(({ cmd }) => String(cmd).includes('subscribe'));
    expect((await clientsOf()).length).toBe(2);
    await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    await one.connect.tokens.forget(CAMILLE);
    await expect.poll(() => other.peek(), { timeout: 5_000 }).toBeUndefined();
  });

  it('is not brought back by somebody who can write to Redis', async () => {
    const [one, other] = [await instance(), await instance()];
    await one.call();
    const old = await other.call();
    const dumped = await dump();
    await one.connect.tokens.forget(CAMILLE);
    await expect.poll(() => other.peek(), { timeout: 1_000 }).toBeUndefined();
    await admin.flushAll();
    await restore(dumped);
    expect(await one.call()).not.toBe(old);
    await admin.flushAll();
    await restore(dumped);
    expect(await other.call()).not.toBe(old);
  });

  it('is forgotten although the process that was told dies at once', async () => {
    const { options } = sandbox;
    const [first, second, third] = await fleet.start({ options, redisUrl: redis.url, policy: {} }, 3);
    const tokens = await Promise.all([first, second, third].map((worker) => worker!.askForAll([CAMILLE])));
    const [old] = tokens[0]!.outcomes;
    expect(await first!.forget(CAMILLE)).toEqual({ everywhere: true });
    await first!.kill();
    await expect.poll(async () => (await second!.askForAll([CAMILLE])).outcomes[0], { timeout: 2_000 }).not.toBe(old);
    const again = (await second!.askForAll([CAMILLE])).outcomes;
    expect((await third!.askForAll([CAMILLE])).outcomes).toEqual(again);
  }, 30_000);

  it('takes bounded memory, however many are forgotten', async () => {
    const one = await instance({ policy: { maxSubjects: 10 } });
    const old = await one.call();
    await one.connect.tokens.forget(CAMILLE);
    const dumped = await dump();
    for (let user = 0; user < 50; user++) await one.connect.tokens.forgetUser(`user-${user}@example.org`);
    await restore(dumped);
    expect(await one.call()).not.toBe(old);
    expect(await one.call()).toBe(await one.call());
  });
});
