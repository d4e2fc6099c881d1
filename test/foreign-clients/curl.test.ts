// curl gets tokens by both flows, and controls the sandbox.
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLIENTS, sandboxWith, USER, type ClientName } from './credentials.ts';

const isMissing = spawnSync('curl', ['--version']).error !== undefined;
if (isMissing) console.warn('SKIPPED: tests that need curl. Install it: apt-get install curl');

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function curl(...args: readonly string[]): Promise<Answer> {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-w', '\n%{http_code}', ...args]);
  const [, text = '', status] = /^([^]*)\n(\d+)$/.exec(stdout) ?? [];
  return { status: Number(status), body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
}

const fields = (form: Readonly<Record<string, string>>): string[] =>
  Object.entries(form).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);

describe.skipIf(isMissing && process.env['CI'] !== 'true')('curl', () => {
  it.each(Object.keys(CLIENTS) as ClientName[])('gets tokens by both flows with %s', async (name) => {
    const { authorizationServer, api, options } = await sandboxWith(name);
    const { clientId, clientSecret } = options;
    const url = `${authorizationServer}/token`;
    const basic = ['-u', `${clientId}:${clientSecret}`, url];
    const inBody = { client_id: clientId, client_secret: clientSecret, provider: 'connect' };
    const user = { grant_type: 'password', username: USER.username, password: USER.password, ...inBody };

    expect(await curl(...basic, '-d', 'grant_type=client_credentials', '-d', 'scope=users_create')).toMatchObject({
      status: 200,
      body: { scope: 'users_create' },
    });
    const { body } = await curl(url, ...fields({ ...user, scope: 'accounts_read' }));
    expect(await curl(`${api}/accounts`, '-H', `authorization: Bearer ${String(body['access_token'])}`)).toMatchObject({
      status: 200,
      body: { length: 2 },
    });
    expect(await curl(url, ...fields({ ...user, password: 'wrong' }))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await curl('-u', `${clientId}:wrong`, url, '-d', 'grant_type=client_credentials')).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });

  it('plans a fault, and is told what to send where something is missing', async () => {
    const { authorizationServer, api } = await sandboxWith('the default credentials');
    const faults = `${authorizationServer}/_sandbox/faults`;
    const fault = '{"target": "api", "fault": {"kind": "status", "status": 418}}';
    expect(await curl(faults, '-d', fault)).toMatchObject({
      status: 415,
      body: { error_description: expect.stringContaining('content-type: application/json') },
    });
    expect((await curl(faults, '-H', 'content-type: application/json', '-d', fault)).status).toBe(201);
    expect((await curl(`${api}/accounts`)).status).toBe(418);
    expect((await curl('-X', 'DELETE', faults)).status).toBe(204);
  });

  it('controls the sandbox as docs/sandbox.md says', async () => {
    const sandbox = await sandboxWith('the default credentials');
    const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    const [, block = ''] = /```sh\n(# The next two token requests[^]*?)```/.exec(page) ?? [];
    const script = block
      .replaceAll('http://127.0.0.1:4000', sandbox.authorizationServer)
      .replaceAll('curl ', 'curl -sS ');
    const calls = ['/accounts', '/users/me', '/categories'].map((path) => fetch(sandbox.api + path).catch(String));
    const { stdout } = await promisify(execFile)('sh', ['-ec', script]);
    await Promise.all(calls);
    // The answers stand one behind the other: two faults and the log.
    const answers = JSON.parse(`[${stdout.replaceAll('}{', '},{')}]`) as readonly Readonly<Record<string, unknown>>[];
    expect(answers).toMatchObject([
      { target: 'token', timesLeft: 2 },
      { target: 'api', rate: 0.1 },
      { apiCalls: [{ method: 'GET' }, { method: 'GET' }, { method: 'GET' }] },
    ]);
  });
});
