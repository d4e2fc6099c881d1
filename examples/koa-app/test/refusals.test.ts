// The application refuses what it should, and each answer has the headers that protect it.
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Sandbox, SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from './support/running-app.ts';

const { camille } = SANDBOX_USERS;
const CAMILLE = { authorization: `Basic ${Buffer.from(`${camille.username}:${camille.password}`).toString('base64')}` };
const JSON_TYPE = { 'content-type': 'application/json' };
const NEW_USER = { email: 'new@example.org', password: 'a-long-new-password' };
const BANK_DATA = ['/api/profile', '/api/connections', '/api/accounts', '/api/accounts/1', '/api/transactions'];

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request as it is: `fetch` would tidy up the path and add a content type. */
async function sendTo({ port }: RunningApp, path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const sent = request({ host: 'localhost', port, path, method, headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

function expectProblem(answer: { status: number; headers: IncomingHttpHeaders; body: string }, status: number) {
  expect(answer).toMatchObject({ status });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  expect(answer.body).not.toContain('    at ');
}

describe('the application', () => {
  let app: RunningApp;
  let sandbox: Sandbox;
  const send = (path: string, sent?: Sent) => sendTo(app, path, sent);
  const post = (headers: Readonly<Record<string, string>>, body?: string | Buffer) =>
    send('/api/users', {
      method: 'POST',
      headers: { ...CAMILLE, ...headers },
      ...(body === undefined ? {} : { body }),
    });

  beforeAll(async () => {
    app = await startApp({ API_BASIC: 'true' });
    sandbox = app.sandbox;
  });
  beforeEach(() => sandbox.log.clear());
  afterAll(() => app[Symbol.asyncDispose]());

  describe('refuses who is not signed in', () => {
    it.each(BANK_DATA)('GET %s', async (path) => {
      expectProblem(await send(path), 401);
      expect(sandbox.log.tokenRequests).toEqual([]);
    });

    it.each([
      ['no credentials', {}, 401],
      ['another scheme', { authorization: 'Bearer x' }, 401],
      ['no password', { authorization: `Basic ${Buffer.from('camille').toString('base64')}` }, 401],
      ['a wrong password', { authorization: `Basic ${Buffer.from('x:y').toString('base64')}` }, 403],
    ])('POST /api/users with %s, whatever the body is', async (_case, credentials, status) => {
      for (const body of [JSON.stringify(NEW_USER), '{', 'x'.repeat(100_000)]) {
        const refused = await send('/api/users', { method: 'POST', headers: { ...credentials, ...JSON_TYPE }, body });
        expectProblem(refused, status);
      }
      expect(sandbox.log.tokenRequests.filter(({ username }) => username === undefined)).toEqual([]);
      expect(sandbox.log.apiCalls).toEqual([]);
    });
  });

  describe('refuses with 400, and passes nothing on,', () => {
    it.each([
      '/api/transactions?account_id[a]=1',
      '/api/transactions?account_id[]=1',
      '/api/transactions?account_id=1&account_id=2',
      '/api/transactions?account_id=',
      '/api/transactions?account_id',
      '/api/transactions?account_id=..',
      '/api/transactions?account_id=%00',
      '/api/transactions?account_id=1%0d%0aX-Injected:1',
      `/api/transactions?account_id=${'a'.repeat(129)}`,
      '/api/transactions?page=1&page=2',
      '/api/transactions?page=',
      '/api/transactions?page=0',
      '/api/transactions?page=-1',
      '/api/transactions?page=1.5',
      '/api/transactions?page=1e3',
      '/api/transactions?page=0x10',
      '/api/transactions?page=%201',
      '/api/transactions?page=NaN',
      '/api/transactions?page=100001',
      '/api/transactions?page=99999999999999999999999999',
      '/api/transactions?limit=501',
      '/api/transactions?limit[$gt]=1',
      '/api/transactions?__proto__=1',
      '/api/transactions?__proto__[limit]=1',
      '/api/transactions?constructor[prototype]=1',
      '/api/transactions?acount_id=1',
      '/api/accounts?limit=5',
      '/api/accounts/1?x=1',
      '/api/profile?x',
      '/api/connections?__proto__=1',
      '/api/accounts/..',
      '/api/accounts/%2e%2e',
      '/api/accounts/%00',
      '/api/accounts/%ZZ',
      '/api/accounts/a%2Fb',
      `/api/accounts/${'a'.repeat(129)}`,
    ])('GET %s', async (path) => {
      expectProblem(await send(path, { headers: CAMILLE }), 400);
      expect(sandbox.log.apiCalls).toEqual([]);
    });

    it.each([
      '',
      '{',
      'null',
      '1',
      '"text"',
      '[]',
      '{}',
      JSON.stringify([NEW_USER]),
      JSON.stringify({ ...NEW_USER, email: [NEW_USER.email] }),
      JSON.stringify({ ...NEW_USER, email: { a: NEW_USER.email } }),
      JSON.stringify({ ...NEW_USER, email: '' }),
      JSON.stringify({ ...NEW_USER, email: null }),
      JSON.stringify({ ...NEW_USER, email: `${'x'.repeat(250)}@example.org` }),
      JSON.stringify({ ...NEW_USER, password: 1e30 }),
      JSON.stringify({ ...NEW_USER, password: '' }),
      JSON.stringify({ ...NEW_USER, password: 'x'.repeat(73) }),
      JSON.stringify({ ...NEW_USER, role: 'admin' }),
      `{"__proto__":${JSON.stringify(NEW_USER)}}`,
      `{"__proto__":{"role":"admin"},${JSON.stringify(NEW_USER).slice(1)}`,
      `{"constructor":{"prototype":{"role":"admin"}},${JSON.stringify(NEW_USER).slice(1)}`,
    ])('the body %s', async (body) => {
      expectProblem(await post(JSON_TYPE, body), 400);
      expect(sandbox.log.apiCalls).toEqual([]);
    });

    it('a query that POST /api/users does not take', async () => {
      const query = { method: 'POST', headers: { ...CAMILLE, ...JSON_TYPE }, body: JSON.stringify(NEW_USER) };
      expectProblem(await send('/api/users?role=admin', query), 400);
      expect(sandbox.log.apiCalls).toEqual([]);
    });
  });

  it.each([
    ['plain text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['parts', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['no type', {}],
    ['a malformed type', { 'content-type': 'json' }],
    ['an unknown encoding', { ...JSON_TYPE, 'content-encoding': 'x-unknown' }],
  ])('refuses a body of %s with 415', async (_case, headers: Readonly<Record<string, string>>) => {
    expectProblem(await post(headers, JSON.stringify(NEW_USER)), 415);
    expect(sandbox.log.apiCalls).toEqual([]);
  });

  it.each(['gzip', 'deflate', 'br'])('refuses a body that says it is %s and is not with 400', async (encoding) => {
    const headers = { origin: app.url, 'content-encoding': encoding };
    expectProblem(await post({ ...JSON_TYPE, ...headers }, JSON.stringify(NEW_USER)), 400);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expectProblem(await send('/sign-in', { method: 'POST', headers: form, body: 'email=a' }), 400);
    const cut = gzipSync('email=camille%40example.org').subarray(0, 20);
    if (encoding === 'gzip') expectProblem(await send('/sign-in', { method: 'POST', headers: form, body: cut }), 400);
    expect(sandbox.log.apiCalls).toEqual([]);
  });

  it('refuses a request without a body with 415, too', async () => {
    expectProblem(await post({}), 415);
    expect(sandbox.log.apiCalls).toEqual([]);
  });

  it.each([
    ['that says its length', {}, (body: string) => body],
    ['in chunks', { 'transfer-encoding': 'chunked' }, (body: string) => body],
    ['that is small until it is unpacked', { 'content-encoding': 'gzip' }, (body: string) => gzipSync(body)],
  ])('refuses a long body %s with 413', async (_case, headers, packed) => {
    const body = packed(JSON.stringify({ ...NEW_USER, email: 'x'.repeat(2_000_000) }));
    expectProblem(await post({ ...JSON_TYPE, ...headers }, body), 413);
    expect(sandbox.log.apiCalls).toEqual([]);
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '/assets/../package.json'],
    ['GET', '/assets/style.css'],
    ['GET', '/api/accounts/1/2'],
    ['GET', '/api/users'],
    ['PUT', '/api/accounts'],
    ['DELETE', '/api/accounts/1'],
    ['OPTIONS', '/api/accounts'],
    ['OPTIONS', '/api/users'],
    ['TRACE', '/api/accounts'],
  ])('knows no %s %s', async (method, path) => {
    const answer = await send(path, {
      method,
      headers: { ...CAMILLE, ...(method === 'OPTIONS' ? { origin: 'https://other.example' } : {}) },
    });
    expectProblem(answer, 404);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('lets nobody keep, frame or sniff an answer, be it data or an error', async () => {
    const { body } = await send('/api/accounts', { headers: CAMILLE });
    const [{ id }] = JSON.parse(body) as [{ id: string }];
    const answers = [
      ...(await Promise.all(
        [...BANK_DATA.slice(0, 3), '/api/transactions', `/api/accounts/${id}`].map((path) =>
          send(path, { headers: CAMILLE }),
        ),
      )),
      await post(JSON_TYPE, JSON.stringify({ ...NEW_USER, email: 'headers@example.org' })),
      await send('/api/transactions?limit=0', { headers: CAMILLE }),
      await send('/api/accounts'),
      await send('/api/accounts/none', { headers: CAMILLE }),
      await send('/nothing'),
      await post({ 'content-type': 'text/plain' }, 'x'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 201, 400, 401, 404, 404, 415]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.any(String),
      });
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect([headers.etag, headers['x-powered-by']]).toEqual([undefined, undefined]);
    }
  });

  it('answers HEAD like GET, without the body, and never with 304', async () => {
    const head = await send('/api/accounts', { method: 'HEAD', headers: { ...CAMILLE, 'if-none-match': '"x"' } });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect((await send('/api/accounts', { method: 'HEAD' })).status).toBe(401);
    expect(await send('/api/users', { method: 'HEAD', headers: CAMILLE })).toMatchObject({ status: 404, body: '' });
    expect((await send('/api/accounts', { headers: { ...CAMILLE, 'if-none-match': '"x"' } })).status).toBe(200);
  });
});
