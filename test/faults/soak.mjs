/** An application under load, in a process of its own, while its parent breaks the servers at random. Needs --expose-gc. */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { createLinxo, isLinxoError } from '@linxo-guard/core';
import { randomFrom } from './random.mjs';

const {
  seed,
  options,
  users: given,
  workers,
  warmUpMs,
  loadMs,
  policy,
  timeoutMs,
  longestMs,
} = JSON.parse(process.argv[2]);
const random = randomFrom(seed);
const connect = createLinxo({ ...options, policy, timeoutMs });
const SCOPES = ['accounts_read', 'transactions_read', 'profile'];
const OWN_ERROR = 'the key vault is sealed';
const CHANGES_PER_USER = 3;

const users = given.map((user) => Object.assign(user, { changes: 0, isChanging: false }));
const counts = { calls: 0, served: 0, codes: {}, dropped: 0, changed: 0 };
const wrong = [];
const requests = { started: 0, ended: 0 };
subscribe('tracing:linxo-guard.token-request:start', () => requests.started++);
subscribe('tracing:linxo-guard.token-request:asyncEnd', () => requests.ended++);

let isCalm = false;
async function passwordFromVault(user) {
  if (!isCalm && random.chance(0.05)) throw new Error(OWN_ERROR);
  if (!isCalm && random.chance(0.005)) return new Promise(() => {});
  if (!isCalm && random.chance(0.05)) await delay(random.below(300));
  return user.password;
}
/** Half of the users have passwords as texts, the others as functions. */
function subjectOf(user) {
  return user.index % 2 === 0
    ? { username: user.username, password: user.password }
    : { username: user.username, password: () => passwordFromVault(user) };
}

function subjectIn(token) {
  return JSON.parse(Buffer.from(token.value.split('.')[1], 'base64url').toString()).sub;
}

async function call(user, { signal } = {}) {
  counts.calls++;
  const scope = random.pick(SCOPES);
  const subject = subjectOf(user);
  if (scope === 'profile' && random.chance(0.5)) {
    const profile = await connect.api({ subject, scopes: ['profile'] }).get('/users/me', { signal });
    if (profile.email !== user.username) wrong.push(`the profile of ${profile.email} for ${user.username}`);
  } else if (random.chance(0.3)) {
    await connect
      .api({ subject, scopes: [scope] })
      .get('/connections', { signal })
      .catch(passNotPermitted);
  } else {
    const token = await connect.tokens.getAccessToken({ subject, scopes: [scope], signal });
    if (subjectIn(token) !== user.id) wrong.push(`the token of ${subjectIn(token)} for ${user.username}`);
    if (token.expiresInMs() <= 0) wrong.push(`a token past its end for ${user.username}`);
    if (random.chance(0.01)) await drop(() => connect.tokens.invalidate(token));
  }
  counts.served++;
}

/** Not each of the scopes opens the endpoint. That refusal needs no server. */
function passNotPermitted(error) {
  if (!isLinxoError(error, 'ERR_ENDPOINT_NOT_PERMITTED')) throw error;
}

async function drop(work) {
  counts.dropped++;
  await work();
}

async function changePassword(user) {
  if (user.isChanging || user.changes >= CHANGES_PER_USER) return;
  user.isChanging = true;
  user.changes++;
  const password = `${user.username} ${user.changes} ${seed}`;
  await tellParent({ change: { username: user.username, password } });
  user.password = password;
  user.isChanging = false;
  counts.changed++;
}

const answers = [];
process.on('message', () => answers.shift()?.());
function tellParent(message) {
  return new Promise((resolve) => {
    answers.push(resolve);
    process.send(message);
  });
}

async function oneThing() {
  const user = random.pick(users);
  try {
    if (random.chance(0.01)) await drop(() => connect.tokens.forget(subjectOf(user)));
    else if (random.chance(0.005)) await changePassword(user);
    else if (random.chance(0.1)) await call(user, { signal: AbortSignal.timeout(random.below(30)) });
    else await call(user);
  } catch (error) {
    const kind = error?.code ?? error?.message;
    counts.codes[kind] = (counts.codes[kind] ?? 0) + 1;
    if (!isLinxoError(error) && error?.name !== 'TimeoutError' && error?.message !== OWN_ERROR)
      wrong.push(String(error?.stack));
  }
}

async function load(durationMs) {
  const until = performance.now() + durationMs;
  const worker = async () => {
    while (performance.now() < until) {
      await oneThing();
      await delay(random.below(20));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

async function heapUsed() {
  for (let round = 0; round < 8; round++) {
    globalThis.gc();
    await delay(5);
  }
  return process.memoryUsage().heapUsed;
}

async function served(user, scope) {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 2 * longestMs) {
    const wanted = { subject: subjectOf(user), scopes: [scope] };
    const token = await connect.tokens.getAccessToken(wanted).catch(() => undefined);
    if (token) return performance.now() - startedAt;
    await delay(50);
  }
  wrong.push(`${user.username} is not served with ${scope}`);
  return Infinity;
}

await load(warmUpMs);
const heapBefore = await heapUsed();
await load(loadMs);
await tellParent({ calm: true });
isCalm = true;
const waits = await Promise.all(users.flatMap((user) => SCOPES.map((scope) => served(user, scope))));
const heapAfter = await heapUsed();
const inFlight = requests.started - requests.ended;
const { state } = connect.status();
await connect.close();
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate').length;
await tellParent({
  told: {
    counts,
    wrong,
    slowestMs: Math.max(...waits),
    heapBefore,
    heapAfter,
    inFlight,
    requests,
    state,
    timers,
    stats: connect.stats(),
  },
});
process.disconnect();
