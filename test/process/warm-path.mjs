/**
 * Prints the bytes of heap and the promises that a call for a warm token and a passing guard takes. Needs --expose-gc and a
 * large new space.
 */
import { promiseHooks } from 'node:v8';
import { createLinxo } from '@linxo-guard/core';
import * as express from '@linxo-guard/express';
import * as koa from '@linxo-guard/koa';

const CALLS = 20_000;
let requests = 0;
const connect = createLinxo({
  environment: 'sandbox',
  clientId: 'client',
  clientSecret: 'secret',
  fetch: async () => {
    requests++;
    return new Response(JSON.stringify({ access_token: `token${requests}`, token_type: 'Bearer', expires_in: 3600 }));
  },
});
const client = { subject: 'client', scopes: ['users_create'] };
const given = { subject: { username: 'alice@example.org', password: 'correct horse' }, scopes: ['accounts_read'] };
const trusted = {
  subject: { username: 'alice@example.org', password: () => 'correct horse' },
  scopes: ['accounts_read'],
};
const other = { ...trusted, subject: { ...trusted.subject, username: 'bob@example.org' } };
let turn = false;
const nothing = () => undefined;

/** Calls a guard for one request after the other. With `again`, another guard has passed before it. */
function guarded(adapter, scope, subject, { again = false } = {}) {
  const state = {};
  const args = adapter === koa ? [{ state }, nothing] : [{}, { locals: state }, nothing];
  adapter.linxo(connect, { user: () => subject })(...args);
  const guard = adapter.requireScope(scope);
  const [one, two, three] = args;
  const call = () => guard(one, two, three);
  return () => {
    if (!again) state.linxo = undefined;
    return call();
  };
}

const CASES = {
  'the clock': () => Date.now(),
  'a client token, peeked': () => connect.tokens.peek(client),
  'a user token, peeked, password as a function': () => connect.tokens.peek(trusted),
  'a user token, peeked, password as text': () => connect.tokens.peek(given),
  'a client token, awaited': () => connect.tokens.getAccessToken(client),
  'the tokens of two users in turn, awaited, passwords as functions': () => {
    turn = !turn;
    return connect.tokens.getAccessToken(turn ? trusted : other);
  },
  'a Koa guard, client': guarded(koa, 'users_create'),
  'a Koa guard, user': guarded(koa, 'accounts_read', trusted.subject),
  'a Koa guard behind another': guarded(koa, 'accounts_read', trusted.subject, { again: true }),
  'an Express guard, client': guarded(express, 'users_create'),
  'an Express guard, user': guarded(express, 'accounts_read', trusted.subject),
  'an Express guard behind another': guarded(express, 'accounts_read', trusted.subject, { again: true }),
};

function bytesOf(call) {
  for (let index = 0; index < CALLS; index++) call();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < CALLS; index++) call();
  return (process.memoryUsage().heapUsed - before) / CALLS;
}

function promisesOf(call) {
  let promises = 0;
  const stop = promiseHooks.onInit(() => promises++);
  for (let index = 0; index < CALLS; index++) call();
  stop();
  return promises / CALLS;
}

for (const wanted of [client, given, trusted, other]) await connect.tokens.getAccessToken(wanted);
const requestsBefore = requests;
const costs = {};
for (const [name, call] of Object.entries(CASES)) {
  // The first rounds include the work of the compiler, and are not counted.
  const rounds = Array.from({ length: 8 }, () => bytesOf(call));
  costs[name] = { bytes: Math.round(Math.min(...rounds)), promises: promisesOf(call) };
}
console.log(JSON.stringify({ costs, requests: requests - requestsBefore }));
