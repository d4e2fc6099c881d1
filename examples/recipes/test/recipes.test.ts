// The recipes at work: on the sandbox, and on a real Redis.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLinxo, type Linxo } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { hasRedisServer, startRedisServer } from '../../../test/support/redis-server.ts';
import { saveTransactions } from '../src/job.ts';
import { createLinxoWithSecretFile } from '../src/rotating-secret.ts';
import { accountsAfter, type LinxoEvent, webhook } from '../src/webhook.ts';

const { camille, mehdi, ines } = SANDBOX_USERS;
const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const execute = promisify(execFile);

let sandbox: Sandbox;
let connect: Linxo;
beforeEach(async () => {
  sandbox = await startSandbox();
  connect = createLinxo({ ...sandbox.options, policy: { retryDelayMs: 1 } });
});
afterEach(async () => {
  await connect.close();
  await sandbox.close();
});

describe('the job', () => {
  const people = [
    { id: 'wrong password', linxo: { ...camille, password: 'not-hers' } },
    { id: 'camille', linxo: camille },
    { id: 'mehdi', linxo: mehdi },
    { id: 'ines', linxo: ines },
  ];

  it('reads every page of each user, and says whose bank link has to be made anew', async () => {
    const saved: string[] = [];
    const outcome = await saveTransactions(connect, people, async (personId) => void saved.push(personId));
    expect(outcome).toEqual({ done: ['camille', 'ines'], toBeLinked: ['wrong password', 'mehdi'], later: [] });
    expect(saved.length).toBeGreaterThan(500);
    expect(new Set(saved)).toEqual(new Set(['camille']));
  });

  it('leaves the users to the next run for whom Linxo does not answer', async () => {
    sandbox.faults.always('GET /transactions', { kind: 'status', status: 503 });
    const { done, later } = await saveTransactions(connect, people, async () => undefined);
    expect({ done, later }).toEqual({ done: [], later: ['camille', 'ines'] });
  });

  it('ends with what the application threw', async () => {
    const save = () => Promise.reject(new Error('the database is full'));
    await expect(saveTransactions(connect, people, save)).rejects.toThrow('the database is full');
  });
});

describe('the webhook', () => {
  const [OLD, NEW] = ['an-old-secret-of-32-characters-00', 'a-new-secret-of-32-characters-000'];
  const EVENT = { id: '1', event_type: 'UPDATED', resource_type: 'CONNECTIONS', resource: { user_id: '42' } };
  let kept: LinxoEvent[];

  async function send(
    path: string,
    body: string,
    method = 'POST',
    keep = async (event: LinxoEvent) => void kept.push(event),
  ) {
    kept = [];
    const server = createServer(webhook({ secrets: [NEW, OLD], keep })).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    return (await fetch(url, method === 'GET' ? {} : { method, body })).status;
  }

  it.each([OLD, NEW])('keeps an event that comes with a secret, also while it is replaced: %s', async (secret) => {
    expect(await send(`/webhooks/linxo/${secret}`, JSON.stringify(EVENT))).toBe(204);
    expect(kept).toEqual([{ id: '1', resource: { user_id: '42' } }]);
  });

  it.each([
    ['another secret', '/webhooks/linxo/x', JSON.stringify(EVENT), 'POST', 404],
    ['no secret', '/webhooks/linxo/', JSON.stringify(EVENT), 'POST', 404],
    ['another path', `/${NEW}`, JSON.stringify(EVENT), 'POST', 404],
    ['another method', `/webhooks/linxo/${NEW}`, '', 'GET', 404],
    ['no JSON', `/webhooks/linxo/${NEW}`, '{', 'POST', 400],
    ['no user', `/webhooks/linxo/${NEW}`, JSON.stringify({ ...EVENT, resource: {} }), 'POST', 400],
    ['too much', `/webhooks/linxo/${NEW}`, JSON.stringify({ ...EVENT, x: 'x'.repeat(100_000) }), 'POST', 400],
  ])('keeps nothing of a request with %s', async (_case, path, body, method, status) => {
    expect(await send(path, body, method)).toBe(status);
    expect(kept).toEqual([]);
  });

  it('asks Linxo to send an event again that could not be kept', async () => {
    const failing = () => Promise.reject(new Error('the database is full'));
    expect(await send(`/webhooks/linxo/${NEW}`, JSON.stringify(EVENT), 'POST', failing)).toBe(500);
  });

  it('fetches the data of the user whom the event names, and nothing for one who is gone', async () => {
    const credentialsOf = async (id: string) => (id === '42' ? camille : undefined);
    expect(await accountsAfter(EVENT, connect, credentialsOf)).toHaveLength(7);
    expect(await accountsAfter({ id: '2', resource: { user_id: '43' } }, connect, credentialsOf)).toEqual([]);
  });
});

it('a secret is replaced while the application runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linxo-guard-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'secret');
  writeFileSync(file, `${sandbox.options.clientSecret}\n`);
  await using rotating = createLinxoWithSecretFile(file, sandbox.options);
  const tokenOf = ({ username, password }: { readonly username: string; readonly password: string }) =>
    rotating.tokens.getAccessToken({ subject: { username, password }, scopes: ['profile'] });
  await tokenOf(camille);
  writeFileSync(file, 'the-next-secret\n');
  sandbox.setClientSecret('the-next-secret');
  expect((await tokenOf(mehdi)).scopes).toContain('profile');
  expect(sandbox.log.tokenRequests.map(({ status }) => status)).toEqual([200, 400, 200]);
});

it.skipIf(!hasRedisServer)('two processes that start together request one token between them', async () => {
  const redis = await startRedisServer();
  onTestFinished(() => redis.close());
  const env = {
    PATH: process.env['PATH'],
    LINXO_AUTHORIZATION_SERVER: sandbox.authorizationServer,
    LINXO_API: sandbox.api,
    LINXO_CLIENT_ID: sandbox.options.clientId,
    LINXO_CLIENT_SECRET: sandbox.options.clientSecret,
    LINXO_USERNAME: camille.username,
    LINXO_PASSWORD: camille.password,
    REDIS_URL: redis.url,
    TOKEN_STORE_SECRETS: `${'n'.repeat(32)} ${'o'.repeat(32)}`,
  };
  const program = join(FOLDER, 'dist', 'process-on-redis.js');
  const outputs = await Promise.all([1, 2].map(() => execute(process.execPath, [program], { env })));
  expect(outputs.map(({ stdout }) => stdout).toSorted()).toEqual([
    '7 accounts, tokens fetched by this process: 0\n',
    '7 accounts, tokens fetched by this process: 1\n',
  ]);
  expect(sandbox.log.tokenRequests).toHaveLength(1);
});

it("the tests with Node's own runner pass", async () => {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const { stdout } = await execute(process.execPath, ['--test', 'test/with-node-test.mjs'], { cwd: FOLDER, env });
  expect(stdout).toMatch(/pass 3\b/);
  expect(stdout).toMatch(/fail 0\b/);
});
