/** The contract of an adapter: the behaviour that callers of an application see, whatever the framework. */
import {
  createLinxo,
  type Endpoint,
  InvalidConfiguration,
  isLinxoError,
  type Linxo,
  type LinxoOptions,
  type Scope,
} from '@linxo-guard/core';
import type { Declared } from '@linxo-guard/core/adapter';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter, ContractApp, ContractRoute, Guarding, Served } from './adapter.ts';

const { camille, mehdi } = SANDBOX_USERS;
const USERS: Readonly<Record<string, { username: string; password: string }>> = {
  camille,
  mehdi,
  'wrong-password': { username: camille.username, password: 'not-her-password' },
};
const byHeader: ContractApp['user'] = (header) => USERS[header('x-user') ?? ''];

const scope = (...args: Declared<Scope>): Guarding => ({ kind: 'scope', args });
const anyScope = (...args: Declared<Scope>): Guarding => ({ kind: 'any-scope', args });
const endpoint = (...args: Declared<Endpoint>): Guarding => ({ kind: 'endpoint', args });

const ROUTES: readonly ContractRoute[] = [
  { path: '/public', handle: () => ({ open: true }) },
  { path: '/accounts', guarding: scope('accounts_read'), handle: (linxo) => linxo?.api.get('/accounts') },
  { path: '/transactions', guarding: scope('transactions_read'), handle: (linxo) => linxo?.api.get('/transactions') },
  { path: '/both', guarding: scope('accounts_read', 'profile'), handle: (linxo) => linxo?.scopes },
  { path: '/either', guarding: anyScope('transactions_read', 'profile'), handle: (linxo) => linxo?.scopes },
  { path: '/neither', guarding: anyScope('transactions_read', 'profile_edit'), handle: (linxo) => linxo?.scopes },
  { path: '/by-endpoint', guarding: endpoint('GET /connections'), handle: (linxo) => linxo?.api.get('/connections') },
  { path: '/any-token', guarding: endpoint('GET /providers'), handle: (linxo) => linxo?.api.get('/providers') },
  { path: '/client', guarding: scope('users_create'), handle: (linxo) => ({ subject: linxo?.subject }) },
  {
    path: '/admin',
    guarding: scope('accounts_read', { as: 'client' }),
    handle: (linxo) => ({ subject: linxo?.subject }),
  },
  { path: '/state', guarding: scope('accounts_read'), handle: (linxo) => linxo },
  { path: '/subject', guarding: scope('accounts_read'), handle: (linxo) => linxo?.subject },
  {
    path: '/reaches-too-far',
    guarding: scope('accounts_read'),
    handle: (linxo) => (linxo as unknown as { api: { get(path: string): unknown } }).api.get('/transactions'),
  },
  {
    path: '/row',
    before: [scope('transactions_read')],
    guarding: scope('accounts_read'),
    handle: (linxo) => linxo?.api.get('/accounts'),
  },
  {
    path: '/row-reaches-too-far',
    before: [scope('transactions_read')],
    guarding: scope('accounts_read'),
    handle: (linxo) => (linxo as unknown as { api: { get(path: string): unknown } }).api.get('/transactions'),
  },
  {
    path: '/row-of-others',
    before: [scope('accounts_read'), scope('profile')],
    guarding: scope('users_create'),
    handle: (linxo) => ({ subject: linxo?.subject }),
  },
  {
    path: '/begun',
    guarding: scope('accounts_read'),
    handle: (linxo, setHeader) => {
      setHeader('Content-Encoding', 'gzip');
      setHeader('Content-Length', '5000');
      setHeader('ETag', '"accounts"');
      setHeader('Access-Control-Allow-Origin', '*');
      return linxo?.api.get('/accounts/{id}', { path: { id: 'none' } });
    },
  },
  { path: '/throws', guarding: scope('accounts_read'), handle: () => Promise.reject(new Error('of the handler')) },
];

const CHALLENGE = (scopes: string) => `Bearer realm="linxo", error="insufficient_scope", scope="${scopes}"`;

/** Runs the contract for an adapter. */
export function adapterContract(adapter: Adapter): void {
  describe(`${adapter.name}, as every adapter,`, () => {
    let sandbox: Sandbox;
    const open: (Served | Linxo)[] = [];
    beforeAll(async () => {
      sandbox = await startSandbox();
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((one) => one.close()));
      sandbox.faults.clear();
      sandbox.log.clear();
    });
    afterAll(() => sandbox.close());

    async function serve(app: Partial<ContractApp> = {}, options: Partial<LinxoOptions> = {}) {
      const connect = createLinxo({ ...sandbox.options, policy: { retries: 0 }, ...options });
      const logged: unknown[] = [];
      const log = (error: unknown) => void logged.push((error as { code?: string }).code);
      const served = await adapter.serve({ connect, routes: ROUTES, user: byHeader, log, ...app });
      open.push(served, connect);
      return async (path: string, user?: string) => {
        const response = await fetch(served.url + path, { headers: user ? { 'x-user': user } : {} });
        const text = await response.text();
        const isJson = response.headers.get('content-type')?.includes('json');
        return {
          status: response.status,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : undefined,
          logged: logged.splice(0),
        };
      };
    }

    it('lets requests for a public route through without asking for a user or a token', async () => {
      const get = await serve();
      expect((await get('/public', 'camille')).body).toEqual({ open: true });
      expect(sandbox.log.tokenRequests).toHaveLength(0);
    });

    it('gives a route the data that its scope permits, with one token request for many requests', async () => {
      const get = await serve();
      const answers = await Promise.all(Array.from({ length: 20 }, () => get('/accounts', 'camille')));
      expect(new Set(answers.map(({ status, body }) => `${status}, ${body.length} accounts`))).toEqual(
        new Set(['200, 7 accounts']),
      );
      expect(sandbox.log.tokenRequests.map((request) => request.scopeAsked)).toEqual(['accounts_read']);
      expect(sandbox.log.apiCalls).toHaveLength(20);
    });

    it('refuses a caller who is not signed in with 401 and a challenge without an error code (RFC 6750 section 3.1)', async () => {
      const get = await serve();
      const { status, headers, body } = await get('/accounts');
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="linxo"');
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toEqual({
        type: 'urn:linxo-guard:problem:user-required',
        title: 'Sign-in required',
        status: 401,
        detail: 'Sign in to use this resource.',
        code: 'ERR_USER_REQUIRED',
      });
      expect(sandbox.log.tokenRequests).toHaveLength(0);
    });

    it("refuses a user whose token was not granted the route's scopes with 403, and names them", async () => {
      const get = await serve();
      const { status, headers, body } = await get('/transactions', 'mehdi');
      expect(status).toBe(403);
      expect(headers.get('www-authenticate')).toBe(CHALLENGE('transactions_read'));
      expect(body).toMatchObject({
        code: 'ERR_INSUFFICIENT_SCOPE',
        requiredScopes: ['transactions_read'],
        missingScopes: ['transactions_read'],
      });
      expect(sandbox.log.apiCalls).toHaveLength(0);
    });

    it('names the scopes of this route, not of another one that uses the same token', async () => {
      const get = await serve();
      sandbox.faults.always('token', { kind: 'oauthError', error: 'invalid_scope' });
      const [one, other] = await Promise.all([get('/transactions', 'camille'), get('/by-endpoint', 'camille')]);
      for (const { status, headers, body } of [one, other]) {
        expect(status).toBe(403);
        expect(body.code).toBe('ERR_SCOPE_REJECTED');
        expect(headers.get('www-authenticate')).toBe(CHALLENGE('transactions_read'));
      }
      expect((await get('/both', 'camille')).headers.get('www-authenticate')).toBe(CHALLENGE('accounts_read profile'));
    });

    it('passes a route that takes any of several scopes with the one that was granted', async () => {
      const get = await serve();
      expect((await get('/either', 'mehdi')).body).toEqual(['profile']);
      expect((await get('/either', 'camille')).body).toEqual(['profile']);
      const refused = await get('/neither', 'mehdi');
      expect(refused.status).toBe(403);
      expect(refused.headers.get('www-authenticate')).toBe(CHALLENGE('transactions_read profile_edit'));
      expect(refused.body.alternatives).toEqual([['transactions_read'], ['profile_edit']]);
    });

    it('has the scopes of an endpoint from the catalogue, with the corrections of the application', async () => {
      const get = await serve();
      expect((await get('/by-endpoint', 'camille')).status).toBe(200);
      expect(sandbox.log.tokenRequests[0]?.scopeAsked).toBe('accounts_read transactions_read');
      sandbox.log.clear();
      const corrected = await serve({}, { endpoints: { 'GET /connections': { anyOf: ['connections_manage'] } } });
      await corrected('/by-endpoint', 'camille');
      expect(sandbox.log.tokenRequests[0]?.scopeAsked).toBe('connections_manage');
    });

    it('reaches an endpoint that any valid token permits with a cached token, or with one that permits nothing else', async () => {
      const get = await serve();
      expect((await get('/any-token', 'camille')).status).toBe(200);
      await get('/accounts', 'mehdi');
      expect((await get('/any-token', 'mehdi')).status).toBe(200);
      expect(sandbox.log.tokenRequests.map((request) => request.scopeAsked)).toEqual(['openid', 'accounts_read']);
    });

    it("uses the application's own token for its own scopes, and if the route says so", async () => {
      const get = await serve();
      expect((await get('/client')).body).toEqual({ subject: 'client' });
      expect((await get('/admin')).body).toEqual({ subject: 'client' });
      expect(sandbox.log.tokenRequests.map((request) => request.grantType)).toEqual([
        'client_credentials',
        'client_credentials',
      ]);
    });

    it('looks up user and token once for guards in a row, and permits the endpoints of the last one', async () => {
      const asked: unknown[] = [];
      const user: ContractApp['user'] = (header) => {
        asked.push(header('x-user'));
        return byHeader?.(header);
      };
      const get = await serve({ user });
      expect((await get('/row', 'camille')).body).toHaveLength(7);
      expect(asked).toEqual(['camille']);
      const { status, logged } = await get('/row-reaches-too-far', 'camille');
      expect([status, ...logged]).toEqual([500, 'ERR_ENDPOINT_NOT_PERMITTED']);
      expect(sandbox.log.tokenRequests.map((request) => request.scopeAsked)).toEqual([
        'accounts_read transactions_read',
      ]);
    });

    it('fetches another token if a guard in a row needs one', async () => {
      const get = await serve();
      expect((await get('/row-of-others', 'camille')).body).toEqual({ subject: 'client' });
      expect(sandbox.log.tokenRequests.map(({ grantType, scopeAsked }) => [grantType, scopeAsked])).toEqual([
        ['password', 'accounts_read'],
        ['password', 'profile'],
        ['client_credentials', 'users_create'],
      ]);
    });

    it('answers 403 where the authorization server refuses the credentials, which does not mean that nobody is signed in', async () => {
      const get = await serve();
      const { status, headers, body } = await get('/accounts', 'wrong-password');
      expect(status).toBe(403);
      expect(body.code).toBe('ERR_CREDENTIALS_REJECTED');
      expect(headers.has('www-authenticate')).toBe(false);
      expect((await get('/accounts', 'camille')).status).toBe(200);
      expect((await get('/accounts', 'wrong-password')).status).toBe(403);
    });

    it('answers 503 with Retry-After where the authorization server is down, and 500 without a reason if it refuses the application', async () => {
      const get = await serve();
      sandbox.faults.next('token', { kind: 'retryAfter', status: 503, after: 17 });
      const down = await get('/accounts', 'camille');
      expect([down.status, down.headers.get('retry-after')]).toEqual([503, '17']);
      sandbox.faults.clear();
      const misconfigured = await serve({}, { clientSecret: 'not-the-secret' });
      const { status, body, logged } = await misconfigured('/accounts', 'camille');
      expect([status, logged]).toEqual([500, ['ERR_CLIENT_REJECTED']]);
      expect(body).toEqual({
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        detail: 'The application could not serve this request.',
      });
    });

    it('passes the status of the API on if it concerns the caller', async () => {
      const routes: ContractRoute[] = [
        {
          path: '/account',
          guarding: scope('accounts_read'),
          handle: (linxo) => linxo?.api.get('/accounts/{id}', { path: { id: 'none' } }),
        },
      ];
      const get = await serve({ routes });
      expect(await get('/account', 'camille')).toMatchObject({
        status: 404,
        body: { code: 'ERR_API_REQUEST_REFUSED' },
      });
    });

    it('says nothing of the answer that a handler had begun before it failed', async () => {
      const get = await serve();
      const { status, headers, text, body } = await get('/begun', 'camille');
      expect([status, body.code]).toEqual([404, 'ERR_API_REQUEST_REFUSED']);
      expect([headers.get('content-encoding'), headers.get('etag')]).toEqual([null, null]);
      expect(headers.get('content-length')).toBeOneOf([null, String(Buffer.byteLength(text))]);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    });

    it('fails closed with 500 if a handler calls an endpoint that its scopes do not permit', async () => {
      const get = await serve();
      expect(await get('/reaches-too-far', 'camille')).toMatchObject({
        status: 500,
        logged: ['ERR_ENDPOINT_NOT_PERMITTED'],
      });
      expect(sandbox.log.apiCalls).toHaveLength(0);
    });

    it('fails closed with 500 if linxo(…) is not mounted, or mounted without a user function', async () => {
      expect(await (await serve({ mounted: false }))('/accounts', 'camille')).toMatchObject({
        status: 500,
        logged: ['ERR_MIDDLEWARE_MISSING'],
      });
      const userless = await serve({ user: undefined });
      expect(await userless('/accounts')).toMatchObject({ status: 500, logged: ['ERR_INVALID_CONFIGURATION'] });
      expect((await userless('/client')).status).toBe(200);
    });

    it.each([
      ['{}', {}],
      ['a string', 'camille'],
      ["the application's own name", 'client'],
      ['an empty password', { username: 'camille', password: '' }],
      ['false', false],
    ])('fails closed with 500 where user() gives %s', async (_, given) => {
      const get = await serve({ user: () => given as never });
      expect(await get('/accounts')).toMatchObject({ status: 500, logged: ['ERR_INVALID_CONFIGURATION'] });
    });

    it('waits for an async user function, and passes its errors on', async () => {
      const slow = await serve({ user: async (header) => USERS[header('x-user') ?? ''] ?? null });
      expect((await slow('/accounts', 'camille')).status).toBe(200);
      expect((await slow('/accounts')).status).toBe(401);
      for (const user of [
        () => Promise.reject(new Error('no session store')),
        () => {
          throw new Error('no session store');
        },
      ]) {
        const seen: unknown[] = [];
        const get = await serve({ user, onError: (error) => (seen.push(error), { status: 599, body: 'mine' }) });
        expect((await get('/accounts')).status).toBe(599);
        expect(seen).toMatchObject([{ message: 'no session store' }]);
      }
    });

    it("leaves errors of the application's own alone", async () => {
      const seen: unknown[] = [];
      const get = await serve({ onError: (error) => (seen.push(error), { status: 418, body: 'mine' }) });
      expect(await get('/throws', 'camille')).toMatchObject({ status: 418, text: 'mine' });
      expect(seen).toMatchObject([{ message: 'of the handler' }]);
    });

    it("lets the application's own error handling win", async () => {
      const get = await serve({
        problems: false,
        onError: (error) => ({ status: isLinxoError(error, 'ERR_INSUFFICIENT_SCOPE') ? 460 : 599, body: 'mine' }),
      });
      expect(await get('/transactions', 'mehdi')).toMatchObject({ status: 460, text: 'mine' });
    });

    it('answers with the right status and headers without problemDetails() too', async () => {
      const get = await serve({ problems: false });
      const refused = await get('/transactions', 'mehdi');
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([403, CHALLENGE('transactions_read')]);
      const unsigned = await get('/accounts');
      expect([unsigned.status, unsigned.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="linxo"']);
      sandbox.faults.next('token', { kind: 'retryAfter', after: 9 });
      const down = await get('/accounts', 'camille');
      expect([down.status, down.headers.get('retry-after')]).toEqual([503, '9']);
    });

    it('shows neither token nor password in what a handler may serialize', async () => {
      const get = await serve();
      await get('/accounts', 'camille');
      const token = sandbox.log.apiCalls[0]?.accessToken;
      for (const path of ['/state', '/subject']) {
        const { text } = await get(path, 'camille');
        expect(text).not.toContain(token);
        expect(text).not.toContain(camille.password);
      }
    });

    it.each<[string, readonly unknown[]]>([
      ['nothing', []],
      ['an unknown scope', ['acounts_read']],
      ['scopes that no single token carries', ['users_create', 'accounts_read']],
      ['options that it does not know', ['accounts_read', { as: 'admin' }]],
      ['something that is not a scope', [{ scope: 'accounts_read' }, 'accounts_read']],
    ])('throws where a route is declared with %s', async (_, args) => {
      for (const kind of ['scope', 'any-scope'] as const) {
        const routes: ContractRoute[] = [
          { path: '/x', guarding: { kind, args: args as never }, handle: () => undefined },
        ];
        await expect((async () => serve({ routes }))()).rejects.toBeInstanceOf(InvalidConfiguration);
      }
    });

    it('throws when a route is declared with an endpoint that is not in the catalogue, or with none', async () => {
      for (const args of [[], ['GET /acounts'], ['POST /users', 'GET /accounts']]) {
        const routes: ContractRoute[] = [
          { path: '/x', guarding: { kind: 'endpoint', args: args as never }, handle: () => undefined },
        ];
        await expect((async () => serve({ routes }))()).rejects.toBeInstanceOf(InvalidConfiguration);
      }
    });

    it('throws when it is mounted without a Linxo instance', async () => {
      const served = (async () => adapter.serve({ connect: {} as Linxo, routes: [] }))();
      await expect(served).rejects.toThrow(/must be the result of createLinxo\(\)/);
    });
  });
}
