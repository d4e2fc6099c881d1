// A test of your own application with Node's own test runner, on a stand-in for Linxo: `node --test test/with-node-test.mjs`
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { createApp } from '../dist/app.js';

let sandbox;
let connect;
let server;

before(async () => {
  sandbox = await startSandbox();
  connect = createLinxo(sandbox.options);
  server = createApp(connect, (session) => SANDBOX_USERS[session]).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(async () => {
  server.close();
  await connect.close();
  await sandbox.close();
});
beforeEach(() => sandbox.log.clear());

function get(session) {
  const url = `http://127.0.0.1:${server.address().port}/transactions`;
  return fetch(url, { headers: session ? { 'x-session': session } : {} });
}

test('shows ten transactions to Camille', async () => {
  const answer = await get('camille');
  assert.equal((await answer.json()).length, 10);
  assert.equal(sandbox.log.apiCalls.length, 1);
});

test('refuses whoever is not signed in, and Mehdi, whose bank link does not cover transactions', async () => {
  assert.equal((await get()).status, 401);
  assert.equal((await get('mehdi')).status, 403);
  assert.equal(sandbox.log.apiCalls.length, 0);
});

test('serves with the token that it has, while no new one can be had', async () => {
  sandbox.faults.always('token', { kind: 'status', status: 503 });
  assert.equal((await get('camille')).status, 200);
  assert.equal(sandbox.log.tokenRequests.length, 0);
});
