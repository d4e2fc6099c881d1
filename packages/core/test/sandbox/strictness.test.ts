/** Tests that the sandbox refuses what it does not know, and survives what no client should send. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startSandbox, type Fault, type Sandbox, type SandboxOptions, type Target } from '../../src/sandbox/index.ts';
import { RequestLog } from '../../src/sandbox/log/request-log.ts';
import { call, sandboxForTest, userToken } from './helpers.ts';

/** Sends a request with any target and host, and returns the status line and the body. */
async function raw(url: string, target: string, host = 'localhost', more: Readonly<Record<string, string>> = {}) {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path: target, headers: { host, ...more } });
  sent.end();
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { readonly statusCode: number }];
  const chunks: string[] = [];
  for await (const chunk of response) chunks.push(String(chunk));
  return { status: response.statusCode, body: chunks.join('') };
}

describe('startSandbox', () => {
  it.each<[unknown, string]>([
    [{ portz: {} }, 'there is no option "portz"; there are: host, hostNames, widgetsUrl, ports'],
    [{ ports: { auth: 1 } }, 'ports: there is no port "auth"; there are: authorizationServer, api, widgets'],
    [{ wire: { basicEncoding: 'row' } }, 'wire.basicEncoding: must be "raw" or "form" or "any", not "row"'],
    [{ rules: { providor: 'x' } }, 'rules: there is no rule "providor"; there are: clientAuthentication'],
    [{ users: [{ username: 'a' }] }, 'users.0.password: is missing'],
    [
      { users: [{ username: 'a', password: 'b', scopes: ['acounts_read'] }] },
      'there is no scope "acounts_read"; there are: openid',
    ],
    [{ users: {} }, 'users: must be a list, not an object'],
    [{ users: [{ username: 'a', password: 'b', banks: [{ bank: 'x', accounts: [] }] }] }, 'users.0.banks.0.bank'],
    [{ clients: [{ clientId: 'x' }] }, 'clients.0.clientSecret: is missing'],
    [{ widgetsUrl: 'http://localhost:4002/v2.1' }, 'widgetsUrl: must be an origin, without a path'],
    [{ widgetsUrl: 'localhost' }, 'widgetsUrl: must be an https: or http: URL'],
    [{ adminToken: 'short' }, 'adminToken: must have at least 16 characters'],
    [{ webhook: 'http://a:b@localhost/' }, 'webhook: must have no user name and no password'],
    [{ clock: 5 }, 'clock: must be a function'],
    [null, 'startSandbox: must be of the type object, not null'],
    [{ seed: 5 }, 'seed: must be of the type string, not 5'],
    [{ ports: { api: 70_000 } }, 'ports.api: must be at most 65535'],
  ])('refuses %j', async (options, sentence) => {
    const refused = startSandbox(options as SandboxOptions);
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(sentence);
  });
});

describe('a running sandbox', () => {
  it('answers HEAD as GET, without the body', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_read');
    const urls = [
      `${sandbox.authorizationServer}/jwks`,
      `${sandbox.authorizationServer}/_sandbox/clock`,
      `${sandbox.api}/accounts`,
    ];
    const headers = { authorization: `Bearer ${token}` };
    const [heads, gets] = await Promise.all(
      ['HEAD', 'GET'].map((method) => Promise.all(urls.map((url) => fetch(url, { method, headers })))),
    );
    const lengths = (answers: readonly Response[] = []) =>
      answers.map((answer) => answer.headers.get('content-length'));
    expect(heads?.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(lengths(heads)).toEqual(lengths(gets));
    expect(sandbox.log.apiCalls.map(({ method }) => method).toSorted()).toEqual(['GET', 'HEAD']);
  });

  it('says of a body that is too long what the limit is', async () => {
    const { authorizationServer } = await sandboxForTest();
    const answer = await fetch(`${authorizationServer}/token`, { method: 'POST', body: 'x'.repeat(1_048_577) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error_description: 'The body has more than 1048576 bytes' });
  });

  it('refuses settings that do not exist, and targets of a hold', async () => {
    const sandbox = await sandboxForTest();
    expect(() => Object.assign(sandbox.rules, { providor: 'x' })).toThrow('providor');
    expect(() => Object.assign(sandbox.wire, { expires: 1 })).toThrow('expires');
    expect(() => sandbox.hold('tokens' as Target)).toThrow('The target "tokens"');
  });
});

describe('faults', () => {
  it.each<[unknown, unknown, string]>([
    ['token', { kind: 'slowly' }, 'There is no fault of the kind "slowly"; the kinds are: status, oauthError'],
    ['token', { kind: '__proto__' }, 'There is no fault of the kind'],
    ['token', { kind: 'slow', delay: 5 }, 'there is no member of slow "delay"; there are: kind, delayMs'],
    ['token', { kind: 'status', status: '503' }, 'The fault status: status: must be of the type number, not "503"'],
    ['token', { kind: 'status', status: 100 }, 'The fault status: status: must be at least 200'],
    ['token', { kind: 'status', status: 500, headers: { x: 'a\r\nb' } }, 'headers.x: must be the value of a header'],
    ['token', { kind: 'status', status: 500, headers: { 'a b': 'x' } }, 'must be the name of a header'],
    ['token', { kind: 'redirect', location: '/…' }, 'location: must be the value of a header'],
    ['token', undefined, 'A fault is an object such as { "kind": "hang" }, not undefined'],
    ['token', 'hang', 'A fault is an object such as { "kind": "hang" }, not "hang"'],
    ['token', {}, 'There is no fault of the kind undefined'],
    ['tokens', { kind: 'hang' }, `The target "tokens": must be 'token', 'api', 'widgets'`],
    ['get /accounts', { kind: 'hang' }, 'The target "get /accounts"'],
    ['GET /v2.1/accounts', { kind: 'hang' }, '(without /v2.1)'],
    ['POST /token', { kind: 'hang' }, `must be 'token', 'api'`],
  ])('for %j of %j are refused', async (target, fault, sentence) => {
    const { faults } = await sandboxForTest();
    expect(() => faults.next(target as Target, fault as Fault)).toThrow(sentence);
    expect(() => faults.always(target as Target, fault as Fault)).toThrow(sentence);
    expect(faults.list()).toEqual([]);
  });

  it.each<[object, string]>([
    [{ time: 3 }, 'there is no limit "time"; there are: times, forMs, rate'],
    [{ times: 0 }, 'times: must be at least 1'],
    [{ rate: 2 }, 'rate: must be at most 1'],
    [{ forMs: '5' }, 'forMs: must be of the type number, not "5"'],
  ])('with the limits %j are refused', async (limits, sentence) => {
    const { faults } = await sandboxForTest();
    expect(() => faults.add('api', { kind: 'hang' }, limits)).toThrow(sentence);
    expect(faults.list()).toEqual([]);
  });

  it('can be for a time, by the clock of the sandbox', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_read');
    sandbox.faults.add('api', { kind: 'empty', status: 503 }, { forMs: 10_000 });
    expect((await call(sandbox, token, '/accounts')).status).toBe(503);
    sandbox.clock.advance(9_999);
    expect((await call(sandbox, token, '/accounts')).status).toBe(503);
    sandbox.clock.advance(1);
    expect((await call(sandbox, token, '/accounts')).status).toBe(200);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('can come at random, at a rate, and the same ones for the same seed', async () => {
    const statuses = async (sandbox: Sandbox, count: number): Promise<readonly number[]> => {
      const token = await userToken(sandbox, 'accounts_read');
      sandbox.faults.add('api', { kind: 'empty', status: 500 }, { rate: 0.5 });
      const seen: number[] = [];
      // oxlint-disable-next-line no-await-in-loop -- The order of the requests decides which of them fail.
      for (let asked = 0; asked < count; asked += 1) seen.push((await call(sandbox, token, '/accounts/1')).status);
      return seen;
    };
    const ofSeed = async (seed: string) => statuses(await sandboxForTest({ seed }), 40);
    const sandbox = await sandboxForTest({ seed: 'one' });
    const one = await statuses(sandbox, 40);
    sandbox.reset();
    expect(await statuses(sandbox, 10)).toEqual(one.slice(0, 10));
    const [again, other] = await Promise.all([ofSeed('one'), ofSeed('two')]);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    const failed = one.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(32);
  });

  it('can be listed and taken back one by one', async () => {
    const { faults } = await sandboxForTest();
    const { id } = faults.add('token', { kind: 'reset' });
    faults.next('api', { kind: 'hang' }, 3);
    expect(faults.list()).toMatchObject([
      { id, target: 'token' },
      { target: 'api', timesLeft: 3 },
    ]);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    faults.always({ token: { username: 'a' } }, { kind: 'hang' });
    faults.clear({ token: { username: 'a' } });
    expect(faults.list()).toHaveLength(1);
  });

  it('can merge a patch into the normal answer', async () => {
    const sandbox = await sandboxForTest();
    sandbox.faults.next('token', { kind: 'merge', patch: { scope: null, expires_in: '60', nested: { a: 1 } } });
    const { clientId, clientSecret } = sandbox.options;
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const response = await fetch(`${sandbox.authorizationServer}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: '60',
      nested: { a: 1 },
    });
  });
});

describe('a sandbox', () => {
  const everyServer = ({ authorizationServer, api, widgets }: Sandbox): readonly string[] => [
    authorizationServer,
    api,
    widgets,
  ];

  it.each(['//', '///x', '/%', '/?%', '//evil.example/token', 'http://[/', '/..//..'])(
    'answers %s with an error of the client, and never with one of its own',
    async (target) => {
      const sandbox = await sandboxForTest();
      const answers = await Promise.all(everyServer(sandbox).map((url) => raw(url, target)));
      expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
    },
  );

  it('answers under addresses and localhost, and under no other name that it was not told', async () => {
    const sandbox = await sandboxForTest({ hostNames: ['linxo-sandbox'] });
    const status = async (host: string): Promise<number> =>
      (await raw(sandbox.authorizationServer, '/jwks', host)).status;
    const own = ['127.0.0.1', 'localhost:80', 'LOCALHOST', '[::1]:4000', '10.0.0.7:1', 'linxo-sandbox:4000'];
    expect(await Promise.all(own.map(status))).toEqual(own.map(() => 200));
    const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'linxo-sandbox.evil.example'];
    expect(await Promise.all(foreign.map(status))).toEqual(foreign.map(() => 421));
    const { body } = await raw(sandbox.api, '/v2.1/accounts', 'evil.example');
    expect(body).toContain('--host-name "evil.example"');
    expect(sandbox.log.apiCalls).toEqual([]);
    const authorization = `Bearer ${await userToken(sandbox, 'connections_manage')}`;
    const oddPort = await raw(sandbox.api, '/v2.1/providers', 'localhost:99999', { authorization });
    expect(JSON.parse(oddPort.body)).toContainEqual(
      expect.objectContaining({ logo_url: expect.stringMatching(/^http:\/\/localhost:\d+\/logos/) }),
    );
  });

  it('that runs as a service drops its oldest records, and a test’s sandbox none', () => {
    const counts = (keepAlive: boolean): number => {
      const log = new RequestLog(Date.now, () => undefined, keepAlive ? 5_000 : Number.POSITIVE_INFINITY);
      const exchange = {
        role: 'api',
        method: 'GET',
        path: '/',
        query: new URLSearchParams(),
        headers: {},
        body: '',
      } as const;
      for (let number = 0; number < 12_000; number += 1) log.arrived(exchange);
      return log.apiCalls.length;
    };
    expect(counts(false)).toBe(12_000);
    expect(counts(true)).toBeLessThanOrEqual(10_000);
    expect(counts(true)).toBeGreaterThanOrEqual(5_000);
  });

  it('keeps each value of a repeated query parameter in the log', async () => {
    const sandbox = await sandboxForTest();
    await call(sandbox, 'x', '/accounts?type=LOAN&type=SAVINGS&page=1&__proto__=1');
    const { query } = sandbox.log.apiCalls[0]!;
    expect(Object.entries(query)).toEqual([
      ['type', ['LOAN', 'SAVINGS']],
      ['page', '1'],
      ['__proto__', '1'],
    ]);
  });

  it('answers many slow requests at once without a warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const sandbox = await sandboxForTest();
    sandbox.faults.always('api', { kind: 'slow', delayMs: 20 });
    await Promise.all(Array.from({ length: 30 }, () => call(sandbox, 'x', '/accounts')));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('lets a connection stay open beside it, and closes it when it is closed itself', async () => {
    const sandbox = await startSandbox();
    const { port } = new URL(sandbox.api);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await sandbox.close();
    await closed;
    expect(socket.destroyed).toBe(true);
  });
});
