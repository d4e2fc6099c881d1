import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, createLinxo, type LinxoOptions } from '../src/index.ts';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '../src/sandbox/index.ts';

const { username, password } = SANDBOX_USERS.camille;
const WANTED = { subject: { username, password }, scopes: ['accounts_read'] as const };
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  sandbox.log.clear();
});
afterAll(() => sandbox.close());
const create = (options: Partial<LinxoOptions> = {}) => createLinxo({ ...sandbox.options, ...options });

describe('a Linxo instance', () => {
  it('sends nothing until a token is needed', async () => {
    await using connect = create();
    connect.api(WANTED);
    expect(sandbox.log.tokenRequests).toHaveLength(0);
    expect(connect.stats()).toEqual({
      fetched: 0,
      failed: 0,
      refreshed: 0,
      refreshesFailed: 0,
      shared: 0,
      subjects: 0,
      storeFailures: 0,
    });
  });

  it('is warmed before traffic, and returns failures instead of throwing them', async () => {
    await using connect = create();
    const results = await connect.warm([
      WANTED,
      { subject: 'client', scopes: ['users_create'] },
      { ...WANTED, subject: { username, password: 'wrong' } },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(connect.tokens.peek(WANTED)).toBeDefined();
    expect(connect.stats()).toMatchObject({ fetched: 2, failed: 1, subjects: 2 });
  });

  it('tells a readiness probe what blocks all callers, without a request', async () => {
    const connect = create({ clientSecret: 'not-the-secret' });
    expect(connect.status()).toEqual({ state: 'ready' });
    await connect.warm([WANTED]);
    expect(connect.status()).toEqual({ state: 'failing', code: 'ERR_CLIENT_REJECTED' });
    await connect.close();
    expect(connect.status()).toEqual({ state: 'closed', code: 'ERR_CLOSED' });
    expect(sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('is not failing because one user is refused', async () => {
    await using connect = create();
    await connect.warm([{ ...WANTED, subject: { username, password: 'wrong' } }]);
    expect(connect.status()).toEqual({ state: 'ready' });
  });

  it('is closed by `await using`, which ends the requests under way', async () => {
    sandbox.faults.always('token', { kind: 'hang' });
    let waiting: Promise<unknown>;
    {
      await using connect = create();
      waiting = connect.tokens.getAccessToken(WANTED).catch((error: { code: string }) => error.code);
      await sandbox.log.waitFor({ tokenRequests: 1 });
    }
    expect(await waiting).toBe('ERR_CLOSED');
  });

  it('ends API calls, pages and widget sessions under way when it is closed; later calls have the cached token still', async () => {
    await using connect = create();
    const api = connect.api(WANTED);
    await api.get('/accounts');
    sandbox.faults.always('api', { kind: 'hang' });
    sandbox.faults.always('widgets', { kind: 'hang' });
    sandbox.log.clear();
    const codeOf = (call: Promise<unknown>) => call.catch((error: { code: string }) => error.code);
    const { signal } = new AbortController();
    const session = connect.widgets.createSession({ ...WANTED, action: 'add_connection' });
    const calls = [api.get('/accounts'), api.get('/accounts', { signal }), api.paginate('/accounts').next(), session];
    const waiting = calls.map(codeOf);
    await sandbox.log.waitFor({ apiCalls: 3, widgetCalls: 1 });
    await connect.close();
    expect(await Promise.all(waiting)).toEqual(Array.from(calls, () => 'ERR_CLOSED'));
    sandbox.faults.clear();
    await expect(api.get('/accounts')).resolves.toHaveLength(7);
  });

  it('sends every request through the fetch that it was given', async () => {
    const urls: string[] = [];
    await using connect = create({ fetch: (url, init) => (urls.push(new URL(url).pathname), fetch(url, init)) });
    await connect.api(WANTED).get('/accounts');
    await connect.widgets.createSession({ subject: WANTED.subject, action: 'add_connection' });
    expect(urls).toEqual(['/token', '/v2.1/accounts', '/token', '/v2.1/widget_session']);
  });

  it('shows no secret when it is printed', async () => {
    await using connect = create();
    const token = await connect.tokens.getAccessToken(WANTED);
    const shown = inspect([connect, connect.api(WANTED)], { depth: 12, showHidden: true }) + JSON.stringify(connect);
    for (const secret of [token.value, password, sandbox.options.clientSecret]) expect(shown).not.toContain(secret);
  });
});

describe('node:diagnostics_channel', () => {
  it('has an event for each token request: grant, scope, attempt, duration and outcome, and no secret', async () => {
    const events: unknown[] = [];
    const channel = tracingChannel(CHANNELS.tokenRequest);
    const listener = { asyncEnd: (event: unknown) => void events.push(event) } as Parameters<
      typeof channel.subscribe
    >[0];
    channel.subscribe(listener);
    try {
      await using connect = create({ policy: { retryDelayMs: 1 } });
      sandbox.faults.next('token', { kind: 'reset' });
      const token = await connect.tokens.getAccessToken(WANTED);
      expect(events).toMatchObject([
        { grantType: 'password', scope: 'accounts_read', attempt: 0, outcome: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE' },
        {
          grantType: 'password',
          scope: 'accounts_read',
          attempt: 1,
          outcome: 'token',
          durationMs: expect.any(Number) as number,
        },
      ]);
      const shown = inspect(events, { depth: 12, showHidden: true });
      for (const secret of [token.value, password, username, sandbox.options.clientSecret])
        expect(shown).not.toContain(secret);
    } finally {
      channel.unsubscribe(listener);
    }
  });

  it('has an event for each background refresh', async () => {
    const events: unknown[] = [];
    const listener = (event: unknown) => void events.push(event);
    subscribe(CHANNELS.refresh, listener);
    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs, monotonic: () => performance.now() + aheadMs };
    await using connect = create({ clock });
    await connect.tokens.getAccessToken(WANTED);
    aheadMs = 3_400_000;
    connect.tokens.peek(WANTED);
    await expect.poll(() => events).toMatchObject([{ scope: 'accounts_read', outcome: 'token' }]);
    expect(connect.stats()).toMatchObject({ refreshed: 1, refreshesFailed: 0 });
    unsubscribe(CHANNELS.refresh, listener);
  });
});
