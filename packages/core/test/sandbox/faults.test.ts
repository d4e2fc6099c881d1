/** Tests every fault of the sandbox as a client sees it. */

import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Fault, type Sandbox, SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { call, passwordForm, postForm, sandboxForTest, userToken } from './helpers.ts';

const ask = (sandbox: Sandbox): Promise<Response> => postForm(sandbox, passwordForm(sandbox, 'profile'));

async function sandboxWith(fault: Fault): Promise<Sandbox> {
  const sandbox = await sandboxForTest();
  sandbox.faults.next('token', fault);
  return sandbox;
}

/** The token endpoint's answer under each fault: status, some headers, and the body if it matters. */
interface Seen {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | RegExp;
}

const AFTER = new Date('2030-01-02T03:04:05Z');

const ANSWERS: readonly (readonly [string, Fault, Seen])[] = [
  ['a status', { kind: 'status', status: 500 }, { status: 500, body: '' }],
  [
    'a status with a body and headers',
    { kind: 'status', status: 418, body: 'tea', contentType: 'text/plain', headers: { 'x-pot': '1' } },
    { status: 418, headers: { 'content-type': 'text/plain', 'x-pot': '1' }, body: 'tea' },
  ],
  [
    'an error of RFC 6749',
    { kind: 'oauthError', error: 'invalid_grant', description: 'no', status: 401 },
    { status: 401, body: '{"error":"invalid_grant","error_description":"no"}' },
  ],
  ['an empty 403', { kind: 'empty403' }, { status: 403, body: '' }],
  [
    'an HTML page',
    { kind: 'html' },
    { status: 502, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: /<h1>/ },
  ],
  ['an empty 200', { kind: 'empty' }, { status: 200, body: '' }],
  ['any body', { kind: 'body', body: '{"access_token":"a\\nb"}' }, { status: 200, body: '{"access_token":"a\\nb"}' }],
  [
    'an edited body',
    { kind: 'edit', edit: () => ({ token_type: 'MAC' }) },
    { status: 200, body: '{"token_type":"MAC"}' },
  ],
  ['Retry-After in seconds', { kind: 'retryAfter', after: 7 }, { status: 429, headers: { 'retry-after': '7' } }],
  [
    'Retry-After as a date',
    { kind: 'retryAfter', status: 503, after: AFTER },
    { status: 503, headers: { 'retry-after': 'Wed, 02 Jan 2030 03:04:05 GMT' } },
  ],
  [
    'a redirect',
    { kind: 'redirect', location: 'http://127.0.0.1:1/' },
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
  ],
  ['the normal answer, late', { kind: 'slow', delayMs: 1 }, { status: 200, body: /access_token/ }],
];

describe('a fault', () => {
  it.each(ANSWERS)('can be %s', async (_title, fault, { status, headers = {}, body = /^/ }) => {
    const sandbox = await sandboxWith(fault);
    const response = await ask(sandbox);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(headers);
    expect(typeof body === 'string' ? text === body : body.test(text)).toBe(true);
    expect(sandbox.log.tokenRequests[0]?.status).toBe(status);
  });

  it('can be a body that ends before its announced length', async () => {
    const sandbox = await sandboxWith({ kind: 'truncate' });
    const response = await ask(sandbox);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('can be a body that is too long', async () => {
    const sandbox = await sandboxWith({ kind: 'oversize', bytes: 2_000_000 });
    const text = await (await ask(sandbox)).text();
    expect(text).toHaveLength(2_000_000);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['padding']);
  });

  it('can be a connection that is reset before the answer', async () => {
    const sandbox = await sandboxWith({ kind: 'reset' });
    await expect(ask(sandbox)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(sandbox.log.tokenRequests[0]).toMatchObject({ status: undefined, abandoned: false });
  });

  it('can be no answer at all: the request is logged as it arrives, and as abandoned when its client gives up', async () => {
    const sandbox = await sandboxWith({ kind: 'hang' });
    const { signal, abort } = abortable();
    const asked = fetch(`${sandbox.authorizationServer}/token`, { method: 'POST', body: 'x', signal }).catch(String);
    await sandbox.log.waitFor({ tokenRequests: 1 });
    expect(sandbox.log.tokenRequests[0]).toMatchObject({ status: undefined, abandoned: false });
    abort();
    expect(await asked).toContain('AbortError');
    await sandbox.log.waitFor((log) => log.tokenRequests[0]?.abandoned === true);
  });

  it('can be the same token again, even one that was revoked', async () => {
    const sandbox = await sandboxForTest();
    sandbox.faults.always('token', { kind: 'sameToken' });
    const first = await userToken(sandbox, 'profile');
    sandbox.revoke(first);
    expect(await userToken(sandbox, 'profile')).toBe(first);
    expect(await userToken(sandbox, 'openid')).not.toBe(first);
    expect((await call(sandbox, first, '/users/me')).status).toBe(401);
  });

  it('can be a token that is no JWT, and the API takes it all the same', async () => {
    const sandbox = await sandboxWith({ kind: 'opaqueToken' });
    const token = await userToken(sandbox, 'profile');
    expect(token).not.toContain('.');
    expect((await call(sandbox, token, '/users/me')).status).toBe(200);
  });

  it('can be a JWT that lacks claims, or says something else', async () => {
    const sandbox = await sandboxWith({ kind: 'dropClaims', claims: ['exp', 'scope'] });
    sandbox.faults.next('token', { kind: 'setClaims', claims: { scope: 'users_create', exp: 1 } });
    const dropped = await userToken(sandbox, 'profile');
    const changed = await userToken(sandbox, 'profile');
    expect(Object.keys(decodeJwt(dropped)).sort()).toEqual(['aud', 'iat', 'iss', 'jti', 'sub']);
    expect(decodeJwt(changed)).toMatchObject({ scope: 'users_create', exp: 1 });
    expect((await call(sandbox, dropped, '/users/me')).status).toBe(200);
    expect((await call(sandbox, changed, '/users/me')).status).toBe(200);
  });
});

describe('planning faults', () => {
  it('goes for so many requests, in order, and then back to normal', async () => {
    const sandbox = await sandboxForTest();
    sandbox.faults.next('token', { kind: 'status', status: 500 }, 2);
    sandbox.faults.next('token', { kind: 'empty403' });
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) {
      // eslint-disable-next-line no-await-in-loop -- the order of the requests is the point
      statuses.push((await ask(sandbox)).status);
    }
    expect(statuses).toEqual([500, 500, 403, 200]);
  });

  it('can aim at one endpoint of the API, by its template or by its path', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    sandbox.faults.always('GET /accounts/{id}', { kind: 'status', status: 503 });
    sandbox.faults.always('GET /accounts/1', { kind: 'status', status: 504 });
    const paths = ['/accounts', '/accounts/1', '/accounts/2', '/transactions?limit=1'];
    const answers = await Promise.all(paths.map((path) => call(sandbox, token, path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 504, 503, 200]);
    sandbox.faults.clear();
    expect((await call(sandbox, token, '/accounts/1')).status).toBe(404);
  });

  it('can aim at the token requests with certain parameters', async () => {
    const sandbox = await sandboxForTest();
    const { username } = SANDBOX_USERS.camille;
    sandbox.faults.always({ token: { username, scope: 'profile' } }, { kind: 'status', status: 503 });
    const statusOf = async (scope: string) => (await postForm(sandbox, passwordForm(sandbox, scope))).status;
    expect([await statusOf('profile'), await statusOf('accounts_read')]).toEqual([503, 200]);
    sandbox.faults.always({ token: { grant_type: 'client_credentials' } }, { kind: 'status', status: 504 });
    expect(await statusOf('accounts_read')).toBe(200);
  });

  it('may make many answers slow at once, without a warning of Node', async () => {
    const sandbox = await sandboxForTest();
    const warnings: Error[] = [];
    const warn = (warning: Error) => void warnings.push(warning);
    process.on('warning', warn);
    sandbox.faults.always('token', { kind: 'slow', delayMs: 20 });
    await Promise.all(Array.from({ length: 20 }, () => ask(sandbox)));
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });

  it('has no effect on the sandbox where nothing normal is answered', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'profile profile_edit');
    sandbox.faults.next('api', { kind: 'empty403' });
    await call(sandbox, token, '/users/me', { method: 'DELETE' });
    expect((await call(sandbox, token, '/users/me')).status).toBe(200);
  });
});

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
