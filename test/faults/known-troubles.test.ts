import { fork } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Clock, createLinxo, type Fetch, type Linxo, type ResourceOwner, sealedStore } from '@linxo-guard/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { LookOptions } from '@linxo-guard/core/testing';
import { MemoryStore } from '../../packages/core/test/store/memory-store.ts';
import { CAMILLE, createWorld, crowdOf, outcomeOf, type World } from './world.ts';

const SECRETS = ['a secret of more than thirty-two characters'] as const;
const REAL_CLOCK: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
const TOKEN = { access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function newWorld(...args: Parameters<typeof createWorld>): Promise<World> {
  const world = await createWorld(...args);
  closing.push(() => world.close());
  return world;
}
function newLinxo(options: Partial<Parameters<typeof createLinxo>[0]>): Linxo {
  const linxo = createLinxo({ environment: 'sandbox', clientId: 'client', clientSecret: 'secret', ...options });
  closing.push(() => linxo.close());
  return linxo;
}
const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value).unref());
const never = () => new Promise<never>(() => {});
const isServed = (value: unknown) => (typeof value === 'object' ? 'token' : value);

describe('what a server says is decided on as it was said', () => {
  it.each(['v', 'grant', 'i', 'invalid', 'invalid_grant', 'or', '400'])('a user called %s', async (username) => {
    const world = await newWorld({}, [{ ...crowdOf(1)[0], username, password: 'right' }]);
    const wanted = { subject: { username, password: 'wrong' }, scopes: ['accounts_read'] as const };
    await expect(world.connect.tokens.getAccessToken(wanted)).rejects.toMatchObject({
      code: 'ERR_CREDENTIALS_REJECTED',
      upstream: { status: 400, error: 'invalid_grant' },
    });
    expect(await world.call({ username, password: 'right' })).toBe('token');
  });
});

describe('one deadline', () => {
  const TIMEOUT_MS = 1_000;
  const neverUnlocked = new MemoryStore();
  neverUnlocked.look = () => ({ nowMs: Date.now(), forgottenAtMs: 0, entries: [], hasLock: false });
  const store = sealedStore(neverUnlocked, { secrets: SECRETS });
  const slow: ResourceOwner = { username: CAMILLE.username, password: () => after(600, CAMILLE.password as string) };

  it.each([
    ['a slow password, a slow secret, a hung server', { clientSecret: () => after(600, 'secret') }, slow],
    ['a slow password and the lock of another process', { store }, slow],
    ['a slow secret and a hung server', { clientSecret: () => after(600, 'secret') }, CAMILLE],
  ])('%s: they share it', async (_, options, subject) => {
    const connect = newLinxo({ clock: REAL_CLOCK, timeoutMs: TIMEOUT_MS, fetch: never, ...options });
    const startedAt = performance.now();
    const api = connect.api({ subject, scopes: ['accounts_read'] });
    expect(await api.get('/accounts').catch(outcomeOf)).toMatch(
      /^ERR_(AUTHORIZATION_SERVER_UNAVAILABLE|APPLICATION_TIMEOUT)$/,
    );
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(TIMEOUT_MS - 20);
    expect(tookMs).toBeLessThan(TIMEOUT_MS + 500);
  });

  it('close() ends the wait for the lock of another process at once', async () => {
    const connect = newLinxo({ store });
    const waiting = connect.tokens.getAccessToken({ subject: CAMILLE, scopes: ['accounts_read'] }).catch(outcomeOf);
    await connect.close();
    expect(await waiting).toBe('ERR_CLOSED');
  });
});

describe('this process itself is slow', () => {
  it('its event loop stands still past the time limit of an attempt: the answer that came meanwhile counts', async () => {
    const server = await startHastyServer();
    const policy = { attemptTimeoutMs: 250, retries: 0 };
    const connect = newLinxo({ environment: { authorizationServer: server.url, api: server.url }, policy });
    const stop = () => {
      unsubscribe('undici:client:sendHeaders', stop);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500));
    };
    subscribe('undici:client:sendHeaders', stop);
    const token = connect.tokens.getAccessToken({ subject: 'client', scopes: ['users_create'] });
    expect(await token.then(isServed, outcomeOf)).toBe('token');
    expect((await server.seen()).requests).toBe(1);
  });

  it('seven calls meet a store that pauses: it counts as one failure, and a second later the store is used again', async () => {
    let isPausing = true;
    let uses = 0;
    const raw = new MemoryStore();
    const look = raw.look.bind(raw);
    raw.look = ((options: LookOptions) => (uses++, isPausing ? never() : look(options))) as typeof raw.look;
    const world = await newWorld(
      { store: sealedStore(raw, { secrets: SECRETS }), policy: { storeTimeoutMs: 20 } },
      crowdOf(10),
    );
    expect(await world.callAll(crowdOf(7))).toEqual({ token: 7 });
    isPausing = false;
    const before = uses;
    expect(await world.callAll(crowdOf(8).slice(7))).toEqual({ token: 1 });
    expect(uses).toBe(before);
    world.pass(1_000);
    expect(await world.callAll(crowdOf(9).slice(8))).toEqual({ token: 1 });
    expect(uses).toBeGreaterThan(before);
  });
});

describe('a token', () => {
  it('of 20 s whose answer took 4.9 s is not served past its end', async () => {
    let monotonicMs = 0;
    const clock: Clock = { now: () => 1e12 + monotonicMs, monotonic: () => monotonicMs };
    const fetch: Fetch = async () => {
      monotonicMs += 4_900;
      return new Response(JSON.stringify({ ...TOKEN, expires_in: 20 }));
    };
    const connect = newLinxo({ clock, fetch, policy: { refreshAheadMs: 0 } });
    const wanted = { subject: 'client', scopes: ['users_create'] } as const;
    const token = await connect.tokens.getAccessToken(wanted);
    expect(token.expiresInMs()).toBe(15_100);
    monotonicMs += 13_000;
    expect(connect.tokens.peek(wanted)).toBe(token);
    // It is not handed out in the last tenth of its life.
    monotonicMs += 200;
    expect(connect.tokens.peek(wanted)).toBeUndefined();
  });

  it('that displaces the one with other scopes is noticed, and named in the error and in an event', async () => {
    const world = await newWorld();
    const displaced: unknown[] = [];
    const listen = (event: unknown) => void displaced.push(event);
    subscribe('linxo-guard.displacement', listen);
    closing.push(() => unsubscribe('linxo-guard.displacement', listen));
    // A server that keeps one token of each user alive.
    let alive = '';
    const fetch: Fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      if (!url.endsWith('/token')) return response;
      if (alive) world.sandbox.revoke(alive);
      const body = (await response.json()) as { access_token: string };
      alive = body.access_token;
      return new Response(JSON.stringify(body));
    };
    const connect = newLinxo({ ...world.sandbox.options, fetch });
    const accounts = connect.api({ subject: CAMILLE, scopes: ['accounts_read'] });
    const profile = connect.api({ subject: CAMILLE, scopes: ['profile'] });
    await accounts.get('/accounts');
    await profile.get('/users/me');
    await accounts.get('/accounts');
    expect(displaced).toEqual([{ scope: 'accounts_read', byScope: 'profile' }]);
    const errors: unknown[] = [];
    for (let round = 0; round < 5; round++) {
      await profile.get('/users/me').catch((error: unknown) => errors.push(error));
      await accounts.get('/accounts').catch((error: unknown) => errors.push(error));
    }
    expect(errors.map((error) => String(error)).join()).toMatch(/accounts_read|profile/);
    expect(new Set(errors.map(outcomeOf))).toEqual(new Set(['ERR_TOKEN_REJECTED']));
  });
});

describe('every request', () => {
  it("says cache: 'no-store'", async () => {
    const caches: unknown[] = [];
    const fetch: Fetch = async (url, init) => {
      caches.push(init.cache);
      return globalThis.fetch(url, init);
    };
    const world = await newWorld({ fetch });
    await world.connect.api({ subject: CAMILLE, scopes: ['accounts_read'] }).get('/accounts');
    await world.call('client', undefined, 'users_create');
    expect(caches).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('of thirty reads is served, though the API closes kept-alive connections when they are used again', async () => {
    const server = await startHastyServer();
    const connect = newLinxo({ environment: { authorizationServer: server.url, api: server.url } });
    const api = connect.api({ subject: CAMILLE, scopes: ['accounts_read'] });
    for (let round = 0; round < 10; round++) {
      const reads = await Promise.all(Array.from({ length: 3 }, () => api.get('/accounts')));
      expect(reads).toEqual([[], [], []]);
    }
    const { requests, resets } = await server.seen();
    expect(requests).toBe(1 + 30);
    expect(resets).toBeGreaterThan(0);
  });
});

async function startHastyServer() {
  const child = fork(fileURLToPath(new URL('hasty-server.mjs', import.meta.url)), { execArgv: [] });
  closing.push(() => child.kill());
  const [url] = (await once(child, 'message')) as [string];
  const seen = async () => (await (await fetch(`${url}/seen`)).json()) as { requests: number; resets: number };
  return { url, seen };
}
