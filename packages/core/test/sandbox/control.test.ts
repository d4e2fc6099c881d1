/** Tests the control API: what it changes, who may use it, and that its description is true. */
import { request } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { ANSWERS } from '../../src/sandbox/control/answers.ts';
import { CONTROL_CALLS } from '../../src/sandbox/control/control-calls.ts';
import { FAULTS } from '../../src/sandbox/faults/fault-facts.ts';
import { call, clientToken, get, sandboxForTest, userToken } from './helpers.ts';

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- The tests look into answers of every shape.
  readonly body: any;
}

function controlOf(sandbox: Sandbox, headers: Readonly<Record<string, string>> = {}) {
  return async (name: string, body?: unknown): Promise<Answer> => {
    const [method = '', path = ''] = name.split(' ');
    const response = await fetch(`${sandbox.authorizationServer}/_sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
}

async function controlled(options: SandboxOptions = {}) {
  const sandbox = await sandboxForTest(options);
  return { sandbox, control: controlOf(sandbox) };
}

const { camille, mehdi } = SANDBOX_USERS;

describe('the control API', () => {
  it('makes the next requests fail, those of a time, a share of them, or all', async () => {
    const { sandbox, control } = await controlled();
    const token = await userToken(sandbox, 'accounts_read');
    const status = async (): Promise<number> => (await call(sandbox, token, '/accounts')).status;
    const fault = { kind: 'status', status: 503 };
    const target = 'GET /accounts';

    expect((await control('POST /faults', { target, fault })).status).toBe(201);
    expect([await status(), await status()]).toEqual([503, 200]);
    await control('POST /faults', { target, fault, times: 2, rate: 1 });
    expect([await status(), await status(), await status()]).toEqual([503, 503, 200]);
    await control('POST /faults', { target, fault, forMs: 1_000 });
    expect(await status()).toBe(503);
    await control('PUT /clock', { advanceMs: 1_000 });
    expect(await status()).toBe(200);
    const { body } = await control('POST /faults', { target, fault, always: true });
    expect([await status(), await status()]).toEqual([503, 503]);
    expect((await control('GET /faults')).body).toEqual([{ id: body.id, target, fault }]);
    expect((await control(`DELETE /faults/${body.id}`)).status).toBe(204);
    expect((await control(`DELETE /faults/${body.id}`)).status).toBe(404);
    await control('POST /faults', { target, fault, rate: 0 });
    expect(await status()).toBe(200);
    await control('DELETE /faults');
    expect((await control('GET /faults')).body).toEqual([]);
  });

  it.each(Object.keys(FAULTS).filter((kind) => kind !== 'edit'))('knows the fault %s', async (kind) => {
    const members = {
      status: { status: 500 },
      oauthError: { error: 'slow_down' },
      body: { body: 'x' },
      merge: { patch: {} },
      slow: { delayMs: 1 },
      retryAfter: { after: 5 },
      redirect: { location: 'http://localhost' },
      dropClaims: { claims: ['scope'] },
      setClaims: { claims: { scope: 'x' } },
    } as Readonly<Record<string, object>>;
    const { control } = await controlled();
    const { status, body } = await control('POST /faults', { target: 'token', fault: { kind, ...members[kind] } });
    expect({ status, fault: body.fault }).toEqual({ status: 201, fault: { kind, ...members[kind] } });
  });

  it('holds answers back until they are released', async () => {
    const { sandbox, control } = await controlled();
    const { status, body } = await control('POST /holds', { target: 'token' });
    expect([status, body]).toEqual([201, { id: '1', target: 'token', waiting: 0 }]);
    const token = userToken(sandbox, 'accounts_read');
    await sandbox.log.waitFor(({ tokenRequests }) => tokenRequests.length === 1);
    expect((await control('GET /log?tokenRequests=1')).body.tokenRequests).toMatchObject([{ status: null }]);
    expect((await control('DELETE /holds/1')).status).toBe(204);
    expect(await token).toBeTypeOf('string');
    expect((await control('DELETE /holds/1')).status).toBe(404);
    await control('POST /holds', { target: 'api' });
    expect((await control('DELETE /holds')).status).toBe(204);
    expect((await control('GET /holds')).body).toEqual([]);
  });

  it('adds, changes and deletes users', async () => {
    const { sandbox, control } = await controlled();
    const lea = { username: 'léa+x@example.org', password: 'p:%é' };
    const path = `/users/${encodeURIComponent(lea.username)}`;
    expect((await control('POST /users', lea)).body).toMatchObject(lea);
    expect((await control('POST /users', lea)).status).toBe(409);
    const token = await userToken(sandbox, 'accounts_read', lea);
    expect(await get(sandbox, token, '/accounts')).toHaveLength(2);
    await control(`PATCH ${path}`, { password: 'new', scopes: ['profile'] });
    await expect(userToken(sandbox, 'profile', lea)).rejects.toThrow('invalid_grant');
    await expect(userToken(sandbox, 'accounts_read', { ...lea, password: 'new' })).rejects.toThrow('invalid_scope');
    expect((await call(sandbox, token, '/accounts')).status).toBe(200);
    expect((await control(`DELETE ${path}`)).status).toBe(204);
    expect((await call(sandbox, token, '/accounts')).status).toBe(401);
    expect((await control(`DELETE ${path}`)).status).toBe(404);
    expect((await control('GET /users')).body.map(({ username }: { username: string }) => username)).toContain(
      camille.username,
    );
  });

  it('rotates secrets, changes what a client may have, and adds clients', async () => {
    const { sandbox, control } = await controlled();
    const path = `/clients/${sandbox.options.clientId}`;
    await control(`PATCH ${path}`, { clientSecret: 'rotated' });
    expect(sandbox.options.clientSecret).toBe('rotated');
    await expect(clientToken(sandbox, 'users_create')).resolves.toBeTypeOf('string');
    await control(`PATCH ${path}`, { scopes: { password: ['profile'] } });
    await expect(clientToken(sandbox, 'users_create')).rejects.toThrow('unauthorized_client');
    expect((await control('POST /clients', { clientId: 'b', clientSecret: 'c' })).status).toBe(201);
    expect((await control('POST /clients', { clientId: 'b', clientSecret: 'c' })).status).toBe(409);
    expect((await control('PATCH /clients/nobody', { clientSecret: 'c' })).status).toBe(404);
    expect((await control('GET /clients')).body).toHaveLength(2);
  });

  it('revokes one token, those of a user, or all', async () => {
    const { sandbox, control } = await controlled();
    const [one, two, other] = await Promise.all([
      userToken(sandbox, 'accounts_read'),
      userToken(sandbox, 'accounts_read'),
      userToken(sandbox, 'accounts_read', mehdi),
    ]);
    const statuses = async (): Promise<readonly number[]> =>
      Promise.all([one, two, other].map(async (token) => (await call(sandbox, token, '/accounts')).status));
    await control('POST /revocations', { token: one });
    expect(await statuses()).toEqual([401, 200, 200]);
    await control('POST /revocations', { username: camille.username });
    expect(await statuses()).toEqual([401, 401, 200]);
    await control('POST /revocations', { all: true });
    expect(await statuses()).toEqual([401, 401, 401]);
    expect((await control('POST /revocations', {})).body.error_description).toContain('one of token, username, all');
    expect((await control('POST /revocations', { username: 'nobody' })).status).toBe(404);
  });

  it('changes settings, and refuses those that do not exist', async () => {
    const { sandbox, control } = await controlled();
    const changed = await control('PATCH /settings', {
      wire: { expiresIn: 'string' },
      rules: { provider: ['a', 'b'] },
    });
    expect(changed.body).toMatchObject({ wire: { expiresIn: 'string' }, rules: { provider: ['a', 'b'] } });
    expect(sandbox.rules.provider).toEqual(['a', 'b']);
    const { status, body } = await control('PATCH /settings', { rules: { providor: 'x' } });
    expect({ status, ...body }).toMatchObject({
      status: 400,
      error_description: expect.stringContaining('there is no rule "providor"; there are: clientAuthentication'),
    });
  });

  it('sets the webhook, and takes synchronizations to their end', async () => {
    const { sandbox, control } = await controlled({ synchronization: { durationMs: Number.POSITIVE_INFINITY } });
    const url = `${sandbox.widgets}/nothing-there?key=do-not-show`;
    const changed = await control('PATCH /settings', { webhook: { url, retryDelaysMs: [] } });
    expect(changed.body).toMatchObject({ webhook: { url, retryDelaysMs: [], duplicates: false } });
    expect((await control('PATCH /settings', { webhook: { url: 'ftp://x' } })).body.error_description).toContain(
      'must be an https: or http: URL',
    );
    const token = await userToken(sandbox, 'connections_sync transactions_read');
    const [{ id }] = await get<[{ readonly id: string }]>(sandbox, token, '/connections');
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    expect((await control('GET /synchronizations')).body).toEqual({ running: [id] });
    expect((await control('POST /synchronizations', { connectionId: '1', to: 'end' })).status).toBe(404);
    expect((await control('POST /synchronizations', { connectionId: id, to: 'step' })).body).toEqual({ running: [id] });
    expect((await control('POST /synchronizations', { to: 'end' })).body).toEqual({ running: [] });
    const { body } = await control('GET /log?webhookDeliveries=1');
    const shown = url.replace('do-not-show', '***');
    expect(body.webhookDeliveries).toMatchObject([
      { url: shown, event: { resource: { id } }, attempt: 1, status: 404 },
    ]);
    await control('PATCH /settings', { webhook: { url: null } });
    expect(sandbox.webhook.url).toBe(undefined);
  });

  it('stops, moves and starts the clock', async () => {
    const { sandbox, control } = await controlled({ clock: Date.now });
    await control('PUT /clock', { frozenAt: '2030-01-01T00:00:00+01:00' });
    expect((await control('GET /clock')).body).toEqual({ now: '2029-12-31T23:00:00.000Z', frozen: true });
    await control('PUT /clock', { run: true });
    expect(sandbox.clock.frozen).toBe(false);
    expect((await control('PUT /clock', { frozenAt: 'soon' })).status).toBe(400);
    expect((await control('PUT /clock', { run: true, advanceMs: 1 })).status).toBe(400);
    expect((await control('PUT /clock', { advanceMs: 9e15 })).status).toBe(400);
  });

  it('shows the log without secrets, waits for requests, and clears it', async () => {
    const { sandbox, control } = await controlled();
    const waiting = control('GET /log?tokenRequests=1&apiCalls=2');
    const token = await userToken(sandbox, 'accounts_read');
    await call(sandbox, token, '/accounts');
    const json = { email: 'a@example.org', password: 'do-not-show' };
    await call(sandbox, token, '/users?session_id=do-not-show', { method: 'POST', json });
    const { body } = await waiting;
    expect(body.tokenRequests).toMatchObject([
      {
        grantType: 'password',
        clientAuthentication: 'client_secret_post',
        scopeAsked: 'accounts_read',
        scopeGranted: 'accounts_read',
        username: camille.username,
        form: { username: camille.username, password: '***', client_secret: '***', provider: 'connect' },
      },
    ]);
    expect(body.apiCalls).toMatchObject([
      { endpoint: 'GET /accounts', status: 200, headers: { authorization: 'Bearer ***' } },
      { endpoint: 'POST /users', query: { session_id: '***' }, body: '{"email":"a@example.org","password":"***"}' },
    ]);
    const text = JSON.stringify(body);
    for (const secret of [token, camille.password, sandbox.options.clientSecret, 'do-not-show']) {
      expect(text).not.toContain(secret);
    }
    expect(JSON.stringify((await control('GET /log?secrets=shown')).body)).toContain(token);
    expect((await control('GET /log?apiCalls=9&waitMs=1')).body).toMatchObject({
      error: 'timeout',
      error_description: expect.stringContaining('2 API calls'),
    });
    expect((await control('GET /log?apiCalls=x')).status).toBe(400);
    await control('DELETE /log');
    expect((await control('GET /log')).body).toEqual({
      tokenRequests: [],
      apiCalls: [],
      widgetCalls: [],
      webhookDeliveries: [],
    });
  });

  it('resets everything, so that one sandbox serves one test after another', async () => {
    const { sandbox, control } = await controlled({ wire: { lifetimeSeconds: 60 } });
    const token = await userToken(sandbox, 'accounts_read');
    const before = await get(sandbox, token, '/accounts');
    await control('POST /users', { username: 'lea', password: 'x' });
    await control(`DELETE /users/${encodeURIComponent(mehdi.username)}`);
    await control('PATCH /settings', { wire: { lifetimeSeconds: 5 }, rules: { provider: 'x' } });
    await control(`PATCH /clients/${sandbox.options.clientId}`, { clientSecret: 'rotated' });
    await control('PUT /clock', { advanceMs: 1e9 });
    await control('POST /faults', { target: 'token', fault: { kind: 'hang' }, always: true });
    expect((await control('POST /reset')).status).toBe(204);
    expect(sandbox.log.tokenRequests).toEqual([]);
    expect((await call(sandbox, token, '/accounts')).status).toBe(401);
    const fresh = await userToken(sandbox, 'accounts_read');
    expect(await get(sandbox, fresh, '/accounts')).toEqual(before);
    expect(sandbox.users).toHaveLength(5);
    expect(sandbox.wire.lifetimeSeconds).toBe(60);
  });

  it('says of everything that it assumes of Linxo how that is known', async () => {
    const { body } = await (await controlled()).control('GET /knowledge');
    expect(body.length).toBeGreaterThan(25);
    const ways = new Set(body.map(({ how }: { how: string }) => how));
    expect(ways).toEqual(new Set(['documented', 'observed', 'inferred', 'guessed']));
  });

  it('explains what is wrong with a request', async () => {
    const { control } = await controlled();
    const said = async (name: string, body?: unknown): Promise<string> =>
      (await control(name, body)).body.error_description as string;
    expect(await said('GET /nothing')).toContain('/_sandbox/openapi.json describes those that exist');
    expect(await said('PATCH /faults')).toBe('This path takes GET, POST, DELETE.');
    expect(await said('GET /faults?x=1')).toBe('There is no query parameter "x". This call has none.');
    expect(await said('POST /faults')).toBe('The body is empty.');
    expect(await said('POST /faults', { target: 'token' })).toBe('The body: fault: is missing');
    expect(await said('POST /faults', { target: 'token', fault: { kind: 'hangs' } })).toContain(
      'the kinds are: status,',
    );
    expect(await said('POST /faults', { target: 'tokens', fault: { kind: 'hang' } })).toContain(
      `must be 'token', 'api'`,
    );
    expect(await said('POST /faults', { target: 'token', fault: { kind: 'edit', edit: 1 } })).toContain('edit');
    expect(await said('POST /faults', { target: 'api', fault: { kind: 'hang' }, rate: 2 })).toBe(
      'The body: rate: must be at most 1',
    );
    expect(await said('POST /faults', { target: 'api', fault: { kind: 'hang' }, time: 2 })).toContain(
      'there is no member "time"; there are: target, times, forMs, rate, always, fault',
    );
  });
});

describe('who may use the control API', () => {
  /** Sends a request with headers that `fetch` does not let a program set. */
  async function statusWith(sandbox: Sandbox, method: string, path: string, headers: Record<string, string>) {
    const { hostname, port } = new URL(sandbox.authorizationServer);
    const sent = request({ hostname, port, path: `/_sandbox${path}`, method, headers });
    sent.end(method === 'POST' ? '{}' : undefined);
    const [response] = (await once(sent, 'response')) as [{ readonly statusCode: number; resume(): void }];
    response.resume();
    return response.statusCode;
  }

  it('is no page in a browser: JSON is required, and a foreign origin refused', async () => {
    const sandbox = await sandboxForTest();
    const json = { 'content-type': 'application/json' };
    const own = sandbox.authorizationServer;
    expect(await statusWith(sandbox, 'POST', '/reset', {})).toBe(415);
    expect(await statusWith(sandbox, 'POST', '/reset', { 'content-type': 'text/plain' })).toBe(415);
    expect(await statusWith(sandbox, 'POST', '/reset', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(
      415,
    );
    expect(await statusWith(sandbox, 'POST', '/reset', json)).toBe(204);
    expect(await statusWith(sandbox, 'POST', '/reset', { ...json, origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith(sandbox, 'POST', '/reset', { ...json, origin: 'null' })).toBe(403);
    expect(await statusWith(sandbox, 'POST', '/reset', { ...json, origin: own })).toBe(204);
    expect(await statusWith(sandbox, 'DELETE', '/faults', { origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith(sandbox, 'GET', '/users', { origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith(sandbox, 'OPTIONS', '/faults', { origin: own })).toBe(405);
    expect(await statusWith(sandbox, 'POST', '/log', {})).toBe(405);
    expect(await statusWith(sandbox, 'POST', '/nothing', {})).toBe(404);
    expect(await statusWith(sandbox, 'GET', '/users', { host: 'evil.example' })).toBe(421);
  });

  it('is nobody on an address that others reach, without an admin token', async () => {
    const sandbox = await sandboxForTest({ host: '0.0.0.0' });
    const { status, body } = await controlOf(sandbox)('GET /users');
    expect({ status, ...body }).toMatchObject({
      status: 403,
      error_description: expect.stringContaining('--admin-token'),
    });
  });

  it.each(['0.0.0.0', '127.0.0.1'])('is who has the admin token where there is one, on %s', async (host) => {
    const sandbox = await sandboxForTest({ host, adminToken: 'a-token-of-length' });
    const status = async (authorization?: string): Promise<number> =>
      (await controlOf(sandbox, authorization === undefined ? {} : { authorization })('GET /users')).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer another-token')).toBe(401);
    expect(await status('Basic a-token-of-length')).toBe(401);
    expect(await status('Bearer a-token-of-length')).toBe(200);
  });
});

describe('the OpenAPI document of the control API', () => {
  it('has every call, with a body that its own example fits', async () => {
    const { sandbox, control } = await controlled();
    const { body } = await control('GET /openapi.json');
    const described = Object.entries<object>(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/_sandbox', '')}`),
    );
    expect(described.toSorted()).toEqual(Object.keys(CONTROL_CALLS).toSorted());
    const names = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const [name, { example, answers }] of Object.entries(CONTROL_CALLS)) {
      if (example === undefined) continue;
      const path = name.replace('{username}', camille.username).replace('{clientId}', sandbox.options.clientId);
      // oxlint-disable-next-line no-await-in-loop -- The examples change one sandbox, one after the other.
      expect((await control(path, example)).status).toBe(answers[0]);
    }
  });

  it('has a schema of every answer, which real answers fit', async () => {
    const { sandbox, control } = await controlled({ synchronization: { durationMs: Number.POSITIVE_INFINITY } });
    sandbox.webhook.url = `${sandbox.widgets}/nothing-there`;
    await userToken(sandbox, 'accounts_read');
    sandbox.faults.next('api', { kind: 'reset' });
    await call(sandbox, '', '/accounts').catch(() => {});
    await fetch(`${sandbox.widgets}/widget/terms`);
    const token = await userToken(sandbox, 'connections_sync');
    await call(sandbox, token, '/connections/sync', { method: 'POST' });
    sandbox.synchronizations.finish();
    await sandbox.log.waitFor({ webhookDeliveries: 1 });
    sandbox.hold({ token: { username: 'a' } });
    sandbox.faults.next('token', { kind: 'retryAfter', after: 5 }, 3);
    sandbox.faults.add('api', { kind: 'edit', edit: (body) => body }, { forMs: 1, rate: 0.5 });
    const withJson = Object.entries(CONTROL_CALLS)
      .filter(([name, { answers }]) => answers[0] !== 204 && name !== 'GET /openapi.json')
      .map(([name, { answers }]) => [name, answers[2]] as const);
    expect(withJson.filter(([, answer]) => answer === undefined)).toEqual([]);
    for (const [name, answer = 'Log'] of withJson.filter(([called]) => called.startsWith('GET'))) {
      // oxlint-disable-next-line no-await-in-loop -- One answer after the other is looked at.
      const { body } = await control(name === 'GET /log' ? 'GET /log?secrets=shown' : name);
      const schema = typeof answer === 'string' ? ANSWERS[answer].strict() : ANSWERS[answer.listOf].strict().array();
      expect([name, schema.safeParse(body).error]).toEqual([name, undefined]);
      expect(body).not.toEqual([]);
    }
    const { body } = await control('GET /log');
    expect(body.apiCalls[0]).toMatchObject({ status: null, endpoint: 'GET /accounts' });
  });
});
