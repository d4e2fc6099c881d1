import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import {
  CHANNELS,
  type ClientAuthenticationMethod,
  createLinxo,
  type Fetch,
  type Linxo,
  type LinxoOptions,
  linxoOptionsFromEnv,
} from '@linxo-guard/core';
import { type Fault, type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { APPS, CAMILLE, EVERYBODY, PATHS } from './apps.ts';
import { REPEATING } from './repeating-servers.ts';
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, Search, WRONG_PASSWORD } from './search.ts';

const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 401 },
  { kind: 'status', status: 418, body: '{}' },
  { kind: 'empty403' },
  { kind: 'retryAfter', status: 429, after: 1 },
  { kind: 'html' },
  { kind: 'html', status: 200 },
  { kind: 'oauthError', error: 'invalid_scope' },
  { kind: 'truncate' },
  { kind: 'oversize' },
  { kind: 'reset' },
  { kind: 'redirect', location: 'https://elsewhere.example/' },
  { kind: 'edit', edit: (body) => ({ ...(body as object), token_type: 'mac', scope: 7 }) },
  { kind: 'edit', edit: (body) => ({ ...(body as object), access_token: `half a token ${PASSWORD}` }) },
  { kind: 'sameToken' },
];
const CHANNEL_NAMES = [
  ...['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((stage) => `tracing:${CHANNELS.tokenRequest}:${stage}`),
  CHANNELS.refresh,
  CHANNELS.refusal,
  CHANNELS.storeFailure,
];

describe('no secret is in anything that could be printed', () => {
  const search = new Search();
  const { see } = search;
  const onEvent = (event: unknown, name: string | symbol) => see(String(name), event);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
    sandbox.setPassword(CAMILLE.username, CAMILLE.password);
  });
  beforeEach(() => {
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const)
      vi.spyOn(console, method).mockImplementation((...values: unknown[]) => see(`console.${method}`, values));
    for (const name of CHANNEL_NAMES) subscribe(name, onEvent);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const name of CHANNEL_NAMES) unsubscribe(name, onEvent);
    sandbox.faults.clear();
  });
  afterAll(() => sandbox.close());

  /** Every issued token is a secret too. */
  const watched: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    const copy = response.clone();
    const body: unknown = await copy.json().catch(() => undefined);
    const token = (body as { access_token?: unknown } | undefined)?.access_token;
    if (typeof token === 'string') search.tokens.add(token);
    return response;
  };

  /** Plays a session on both frameworks, with and without problemDetails(), and returns the statuses of the answers. */
  async function visit(options: Partial<LinxoOptions> = {}, users = ['camille'], paths = ['/accounts', '/new-user']) {
    const policy = { retries: 0, refusalCoolDownMs: 0, backoffMinMs: 1, backoffMaxMs: 1 };
    const statuses = new Set<number>();
    for (const [name, serve] of Object.entries(APPS)) {
      for (const hasProblems of [true, false]) {
        await using connect = createLinxo({ ...sandbox.options, fetch: watched, policy, ...options });
        const { url, close } = await serve(connect, see, hasProblems);
        for (const user of users) {
          for (const path of paths) {
            const response = await fetch(url + path, { headers: { 'x-user': user } });
            statuses.add(response.status);
            see(`${name}'s answer to ${path}`, [...response.headers, await response.text()]);
          }
        }
        await useElsewhere(connect);
        await close();
        // Express prints errors a moment later.
        await setImmediate();
      }
    }
    return [...statuses].toSorted((one, other) => one - other);
  }

  async function useElsewhere(connect: Linxo): Promise<void> {
    const { tokens, widgets, catalogue } = connect;
    const scopes = ['profile'] as const;
    const client = connect.api({ subject: CAMILLE, scopes });
    await client.get('/users/me').catch((error: unknown) => see('an error of the API client', error));
    const session = { subject: CAMILLE, action: 'add_connection' } as const;
    await widgets.createSession(session).catch((error: unknown) => see('an error of the widgets', error));
    see('what warm() told', await connect.warm([{ subject: CAMILLE, scopes }]));
    see('a token', tokens.peek({ subject: CAMILLE, scopes }));
    see('what describe() tells', [connect.describe(), String(connect.describe())]);
    see('connect', { connect, tokens, widgets, catalogue, client, status: connect.status(), stats: connect.stats() });
  }

  it('and it would be found', async () => {
    await visit();
    const [token = ''] = search.tokens;
    expect(token).not.toBe('');
    expect(search.take().texts).toBeGreaterThan(10);
    for (const secret of [token, CLIENT_SECRET, PASSWORD, WRONG_PASSWORD]) {
      const spellings = [encodeURIComponent(secret), Buffer.from(`${CLIENT_ID}:${secret}`).toString('base64')];
      for (const value of [{ deep: { secret } }, new Error(`it was ${secret}`), ...spellings]) {
        search.tokens.add(token);
        see('a leak', value);
        expect(search.take().leaks[0]).toMatch(/^a leak shows/);
      }
    }
  });

  it('where everything succeeds, or is refused by design', async () => {
    expect(await visit({}, EVERYBODY, PATHS)).toEqual([200, 401, 403, 409]);
    expect(search.take().leaks).toEqual([]);
  });

  it.each(FAULTS)('where token endpoint or API fail: %o', async (fault) => {
    sandbox.faults.always('api', fault);
    sandbox.faults.always('widgets', fault);
    await visit();
    sandbox.faults.always('token', fault);
    await visit();
    expect(search.take().leaks).toEqual([]);
  });

  it.each(Object.entries(REPEATING))('by %s', async (_, repeating) => {
    const methods: readonly ClientAuthenticationMethod[] = [
      'client_secret_basic_raw',
      'client_secret_basic',
      'client_secret_post',
    ];
    for (const clientAuthentication of methods) await visit({ clientAuthentication, fetch: repeating });
    await visit({ fetch: (url, init) => (url.endsWith('/token') ? watched : repeating)(url, init) });
    expect(search.take().leaks).toEqual([]);
  });

  it('where the application is refused, or its own functions give nonsense', async () => {
    expect(await visit({ clientSecret: WRONG_PASSWORD })).toEqual([500]);
    expect(await visit({ clientSecret: () => [CLIENT_SECRET] as never })).toEqual([500]);
    const both = `${CLIENT_ID}:${CLIENT_SECRET}`;
    expect(await visit({ clientId: both, clientAuthentication: 'client_secret_post' })).toEqual([500]);
    expect(await visit({ clientId: CLIENT_SECRET, clientAuthentication: 'client_secret_post' })).toEqual([500]);
    await using connect = createLinxo(sandbox.options);
    const password = { value: PASSWORD };
    const nonsense = [{ username: 'x', password }, { username: 'x', password: () => password }, [PASSWORD], PASSWORD];
    for (const subject of nonsense) {
      const asked = connect.tokens.getAccessToken({ subject: subject as never, scopes: ['profile'] });
      await asked.catch((error: unknown) => see('a wrong subject', error));
    }
    expect(search.take().leaks).toEqual([]);
  });

  const WRONG_OPTIONS: readonly object[] = [
    { clientSecret: [CLIENT_SECRET] },
    { clientSecret: { value: CLIENT_SECRET } },
    { client_secret: CLIENT_SECRET },
    { clientAuthentication: CLIENT_SECRET },
    { clientAuthentication: { password: CLIENT_SECRET } },
    { environment: CLIENT_SECRET },
    { environment: { authorizationServer: `https://id:${encodeURIComponent(CLIENT_SECRET)}@auth.example.com` } },
    { environment: { authorizationServer: `https://a.example.com/?s=${CLIENT_SECRET}`, api: CLIENT_SECRET } },
    { store: CLIENT_SECRET, fetch: CLIENT_SECRET, clock: CLIENT_SECRET, timeoutMs: CLIENT_SECRET },
    { provider: [CLIENT_SECRET], policy: { retries: CLIENT_SECRET } },
  ];
  it.each(WRONG_OPTIONS.map((wrong) => [Object.keys(wrong).join(', '), wrong]))('by wrong options: %s', (_, wrong) => {
    const make = () => createLinxo({ ...sandbox.options, ...wrong });
    expect(make).toThrow(expect.toSatisfy((error: unknown) => (see('wrong options', error), true)));
    expect(search.take().leaks).toEqual([]);
  });

  it('by wrong environment variables', () => {
    const wrong = [{}, { LINXO_ENVIRONMENT: CLIENT_SECRET }, { LINXO_API: CLIENT_SECRET, LINXO_CLIENT_ID: 'x' }];
    for (const env of wrong) {
      const read = () => linxoOptionsFromEnv({ LINXO_CLIENT_SECRET: CLIENT_SECRET, ...env });
      expect(read).toThrow(expect.toSatisfy((error: unknown) => (see('a wrong environment', error), true)));
    }
    expect(search.take().leaks).toEqual([]);
  });
});
