import { afterEach, describe, expect, it } from 'vitest';
import { CAMILLE, createWorld, type World } from './world.ts';

const HOUR_MS = 3_600_000;

describe('something breaks in the life of an application', () => {
  let world: World;
  afterEach(() => world.close());
  const requests = () => world.sandbox.log.tokenRequests.length;

  it('the clock is set back by hours: no token is served past its end', async () => {
    world = await createWorld();
    await world.call();
    world.setWallClock(-6 * HOUR_MS);
    world.pass(HOUR_MS + 1);
    world.sandbox.faults.always('token', { kind: 'status', status: 500 });
    expect(await world.call()).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
  });

  it('the clock is set forward and back by hours, again and again: each change costs at most one request', async () => {
    world = await createWorld();
    for (const hours of [5, -5, 9, -9]) {
      expect(await world.callAtOnce(100)).toEqual(['token']);
      world.setWallClock(hours * HOUR_MS);
    }
    expect(await world.callAtOnce(100)).toEqual(['token']);
    expect(requests()).toBeLessThanOrEqual(3);
  });

  it('the process was asleep past the end of its token: the first caller gets a new one', async () => {
    world = await createWorld();
    await world.call();
    world.setWallClock(2 * HOUR_MS);
    expect(await world.callAtOnce(100)).toEqual(['token']);
    expect(requests()).toBe(2);
  });

  it("a user's password changed: the old one is refused, the new one is served at once", async () => {
    world = await createWorld();
    await world.call();
    world.sandbox.setPassword('camille@example.org', 'her-new-password');
    world.pass(HOUR_MS);
    expect(await world.callAtOnce(50)).toEqual(['ERR_CREDENTIALS_REJECTED']);
    expect(await world.callAtOnce(50, { username: 'camille@example.org', password: 'her-new-password' })).toEqual([
      'token',
    ]);
    expect(requests()).toBe(3);
  });

  it('a wrong password under load costs one request, and the right one is served beside it', async () => {
    world = await createWorld();
    const wrong = { username: 'camille@example.org', password: 'wrong' };
    const [refused, served] = await Promise.all([world.callAtOnce(500, wrong), world.callAtOnce(500)]);
    expect([refused, served]).toEqual([['ERR_CREDENTIALS_REJECTED'], ['token']]);
    expect(await world.callAtOnce(500, wrong)).toEqual(['ERR_CREDENTIALS_REJECTED']);
    expect(requests()).toBe(2);
  });

  it('callers leave, some or all: nobody else is disturbed, and one request is sent', async () => {
    world = await createWorld();
    using hold = world.sandbox.hold('token');
    const warnings: Error[] = [];
    const warn = (warning: Error) => void warnings.push(warning);
    process.on('warning', warn);
    const controller = new AbortController();
    const some = Array.from({ length: 50 }, () => world.call(CAMILLE, controller.signal));
    const others = Array.from({ length: 50 }, () => world.call());
    await world.sandbox.log.waitFor({ tokenRequests: 1 });
    controller.abort(new Error('left'));
    expect(new Set(await Promise.all(some))).toEqual(new Set(['Error: left']));
    hold.release();
    expect(new Set(await Promise.all(others))).toEqual(new Set(['token']));
    expect(requests()).toBe(1);
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });

  it('all callers leave: the token that was on its way serves the next one', async () => {
    world = await createWorld();
    using hold = world.sandbox.hold('token');
    const controller = new AbortController();
    const all = Array.from({ length: 50 }, () => world.call(CAMILLE, controller.signal));
    await world.sandbox.log.waitFor({ tokenRequests: 1 });
    controller.abort(new Error('left'));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['Error: left']));
    hold.release();
    expect(await world.call()).toBe('token');
    expect(requests()).toBe(1);
  });

  it('the client secret is rotated: it is read again, and every caller is served', async () => {
    let secret = 'linxo-sandbox-secret';
    world = await createWorld({ clientSecret: async () => secret });
    await world.call();
    secret = 'rotated';
    world.sandbox.setClientSecret(secret);
    world.pass(HOUR_MS);
    expect(await world.callAtOnce(50)).toEqual(['token']);
    // Three requests: the first token, the old secret refused, the new one accepted.
    expect(requests()).toBe(3);
  });

  it('the application closes during a request: all waiting callers get an error, and no request follows', async () => {
    world = await createWorld();
    world.sandbox.faults.always('token', { kind: 'hang' });
    const waiting = Array.from({ length: 50 }, () => world.call());
    await world.sandbox.log.waitFor({ tokenRequests: 1 });
    await world.connect.close();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['ERR_CLOSED']));
    expect(await world.callAtOnce(50)).toEqual(['ERR_CLOSED']);
    expect(requests()).toBe(1);
  });

  it('ten thousand cold callers want the tokens of a hundred users: a hundred requests', async () => {
    world = await createWorld({ timeoutMs: 60_000, policy: { attemptTimeoutMs: 60_000 } });
    const users = Array.from({ length: 100 }, (_, index) => ({
      username: `user-${index}@example.org`,
      password: 'a-long-enough-password',
    }));
    const api = world.connect.api({ subject: 'client', scopes: ['users_create'] });
    for (const { username: email, password } of users) await api.post('/users', { body: { email, password } });
    world.sandbox.log.clear();
    const callers = Array.from({ length: 10_000 }, (_, index) => world.call(users[index % 100]));
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token']));
    expect(requests()).toBe(100);
  }, 60_000);

  it('a hundred thousand users go through a cache of ten thousand: it holds no more, and the last ones are cached', async () => {
    let served = 0;
    const body = JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 });
    world = await createWorld({ fetch: async () => (served++, new Response(body)) });
    for (let index = 0; index < 100_000; index++)
      await world.call({ username: `user-${index}`, password: () => 'password' });
    expect(world.connect.stats()).toMatchObject({ subjects: 10_000, fetched: 100_000 });
    for (let index = 90_000; index < 100_000; index++)
      await world.call({ username: `user-${index}`, password: () => 'password' });
    expect(served).toBe(100_000);
  }, 120_000);

  it('the API refuses every token, though the server gives new ones: the storm costs a bounded number of requests', async () => {
    world = await createWorld();
    world.sandbox.faults.always('api', { kind: 'status', status: 401 });
    const api = world.connect.api({ subject: CAMILLE, scopes: ['accounts_read'] });
    const call = () =>
      api.get('/accounts').then(
        () => 'served',
        (error: { code: string }) => error.code,
      );
    const early = await Promise.all(Array.from({ length: 50 }, call));
    expect(new Set(early)).toEqual(new Set(['ERR_TOKEN_REJECTED']));
    for (let late = 0; late < 50; late++) expect(await call()).toBe('ERR_TOKEN_REJECTED');
    expect(requests()).toBeLessThanOrEqual(4);
    world.sandbox.faults.clear();
    expect(await call()).toBe('served');
  });

  it('the server gives the same token again and again: the server is asked less and less often', async () => {
    world = await createWorld();
    await world.call();
    world.sandbox.faults.always('token', { kind: 'sameToken' });
    world.sandbox.revoke('all');
    const api = world.connect.api({ subject: CAMILLE, scopes: ['accounts_read'] });
    for (let call = 0; call < 50; call++)
      await expect(api.get('/accounts')).rejects.toMatchObject({ code: 'ERR_TOKEN_REJECTED' });
    expect(requests()).toBeLessThanOrEqual(4);
    for (let minute = 0; minute < 10; minute++) {
      world.pass(60_000);
      await expect(api.get('/accounts')).rejects.toMatchObject({ code: 'ERR_TOKEN_REJECTED' });
    }
    expect(requests()).toBeLessThanOrEqual(25);
    world.sandbox.faults.clear();
    world.pass(60_000);
    await api.get('/accounts');
  });

  it('fifty API calls are in flight when the token is revoked: one request, fifty successes', async () => {
    world = await createWorld();
    const api = world.connect.api({ subject: CAMILLE, scopes: ['accounts_read'] });
    await api.get('/accounts');
    world.sandbox.log.clear();
    world.sandbox.revoke('all');
    using hold = world.sandbox.hold('GET /accounts');
    const early = Array.from({ length: 25 }, () => api.get('/accounts'));
    await world.sandbox.log.waitFor({ apiCalls: 25 });
    hold.release();
    using later = world.sandbox.hold('GET /accounts/{id}');
    const late = Array.from({ length: 25 }, () =>
      api.get('/accounts/{id}', { path: { id: 'none' } }).catch((error: { status: number }) => error.status),
    );
    await world.sandbox.log.waitFor(
      (log) => log.apiCalls.filter((call) => call.endpoint === 'GET /accounts/{id}').length >= 25,
    );
    await Promise.all(early);
    later.release();
    expect(new Set(await Promise.all(late))).toEqual(new Set([404]));
    expect(requests()).toBe(1);
  });
});
