import { type Clock, createLinxo, type Linxo } from '@linxo-guard/core';
import { type Fault, type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CAMILLE, outcomeOf } from './world.ts';

const HOUR_MS = 3_600_000;
const DOWN: Fault = { kind: 'status', status: 500 };
const UNAVAILABLE = 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE';

let sandbox: Sandbox;
let connect: Linxo;
let wallMs = 0;
let monotonicMs = 0;
const clock: Clock = { now: () => wallMs, monotonic: () => monotonicMs };
const WANTED = { subject: CAMILLE, scopes: ['accounts_read'] as const };
const call = () => connect.tokens.getAccessToken(WANTED).then(() => 'token', outcomeOf);
const requests = () => sandbox.log.tokenRequests.length;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  wallMs = Date.parse('2026-11-02T09:00:00Z');
  monotonicMs = 5_000;
  connect = createLinxo({ ...sandbox.options, clock, policy: { retryDelayMs: 1, refreshAheadMs: 0 } });
});
afterEach(async () => {
  await connect.close();
  sandbox.faults.clear();
  sandbox.log.clear();
});
afterAll(() => sandbox.close());

describe.each([
  ['set forward by six hours', 6 * HOUR_MS],
  ['set back by six hours', -6 * HOUR_MS],
])('the wall clock is %s', (_, jumpMs) => {
  it('during a cool-down: its length stays what it was', async () => {
    sandbox.faults.always('token', DOWN);
    expect(await call()).toBe(UNAVAILABLE);
    wallMs += jumpMs;
    expect(await call()).toBe(UNAVAILABLE);
    monotonicMs += 799;
    expect(await call()).toBe(UNAVAILABLE);
    expect(requests()).toBe(3);
    monotonicMs += 201;
    sandbox.faults.clear();
    expect(await call()).toBe('token');
  });

  it('during a flight: the token serves at most its lifetime, and one more request is enough', async () => {
    using hold = sandbox.hold('token');
    const flight = call();
    await hold.reached(1);
    wallMs += jumpMs;
    hold.release();
    expect(await flight).toBe('token');
    expect(await call()).toBe('token');
    expect(requests()).toBeLessThanOrEqual(2);
    const { length } = sandbox.log.tokenRequests;
    monotonicMs += HOUR_MS;
    wallMs += HOUR_MS;
    expect(connect.tokens.peek(WANTED)).toBeUndefined();
    expect(await call()).toBe('token');
    expect(requests()).toBe(length + 1);
  });

  it('during a back-off of a refresh: the current token serves, and the refresh is not repeated early', async () => {
    await connect.close();
    connect = createLinxo({ ...sandbox.options, clock, policy: { retryDelayMs: 1, refreshJitterRatio: 0 } });
    expect(await call()).toBe('token');
    sandbox.faults.always('token', DOWN);
    wallMs += 3_400_000;
    monotonicMs += 3_400_000;
    expect(await call()).toBe('token');
    await sandbox.log.waitFor({ tokenRequests: 2 });
    for (let index = 0; index < 50; index++) expect(await call()).toBe('token');
    expect(requests()).toBe(2);
  });
});

it('the machine sleeps during a cool-down: one request finds out after it, and nobody waits for longer', async () => {
  sandbox.faults.always('token', DOWN);
  expect(await call()).toBe(UNAVAILABLE);
  sandbox.faults.clear();
  // While a machine sleeps, its monotonic clock may stand still.
  wallMs += 8 * HOUR_MS;
  monotonicMs += 1_000;
  expect(await Promise.all(Array.from({ length: 20 }, call))).toEqual(Array(20).fill('token'));
  expect(requests()).toBe(4);
});

it.each([
  ['an hour ahead', HOUR_MS, 300],
  ['an hour behind', -HOUR_MS, 1],
])(
  "the server's clock is %s: its Retry-After date holds callers up for at most five minutes",
  async (_, aheadMs, seconds) => {
    sandbox.faults.always('token', { kind: 'retryAfter', status: 503, after: new Date(wallMs + aheadMs + 30_000) });
    expect(await call()).toBe(UNAVAILABLE);
    await expect(connect.tokens.getAccessToken(WANTED)).rejects.toMatchObject({
      headers: { 'Retry-After': String(seconds) },
    });
    sandbox.faults.clear();
    monotonicMs += seconds * 1_000;
    wallMs += seconds * 1_000;
    expect(await call()).toBe('token');
  },
);

it('a token that ends while its refresh hangs is not handed out, and who waits for the next one has its own time', async () => {
  sandbox.wire.lifetimeSeconds = 20;
  expect(await call()).toBe('token');
  sandbox.wire.lifetimeSeconds = 3_600;
  monotonicMs += 18_001;
  wallMs += 18_001;
  expect(connect.tokens.peek(WANTED)).toBeUndefined();
  expect(await call()).toBe('token');
  expect(requests()).toBe(2);
});
