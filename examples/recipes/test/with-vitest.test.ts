// A test of your own application with vitest, on a stand-in for Linxo. `npm install --save-dev vitest`, then `npx vitest run`.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo, type Linxo, type ResourceOwner } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';

const { camille, mehdi } = SANDBOX_USERS;
let sandbox: Sandbox;
let connect: Linxo;
let server: Server;

// Each test has a stand-in of its own: what one test breaks, no other sees. It starts in a few milliseconds.
beforeEach(async () => {
  sandbox = await startSandbox();
  connect = createLinxo(sandbox.options);
  const users: Readonly<Record<string, ResourceOwner>> = { camille, mehdi };
  const app = createApp(connect, (session = '') => users[session]);
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});
afterEach(async () => {
  server.close();
  await connect.close();
  await sandbox.close();
});

function get(session?: string): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/transactions`, { headers: session ? { 'x-session': session } : {} });
}

it('shows ten transactions to Camille, and requests one token for all of hers', async () => {
  const answers = await Promise.all([get('camille'), get('camille'), get('camille')]);
  for (const answer of answers) expect(await answer.json()).toHaveLength(10);
  expect(sandbox.log.tokenRequests).toMatchObject([
    { username: camille.username, scopeAsked: expect.stringContaining('transactions_read') },
  ]);
});

it('refuses whoever is not signed in, and Mehdi, whose bank link does not cover transactions', async () => {
  expect((await get()).status).toBe(401);
  expect((await get('mehdi')).status).toBe(403);
  expect(sandbox.log.apiCalls).toEqual([]);
});

it('says when to come back, while Linxo is down', async () => {
  sandbox.faults.always('token', { kind: 'retryAfter', status: 503, after: 30 });
  const answer = await get('camille');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
});
