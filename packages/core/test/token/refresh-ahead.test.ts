import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { withTokens } from './with-tokens.ts';

const { username, password } = SANDBOX_USERS.camille;
const WANTED = { subject: { username, password }, scopes: ['accounts_read'] as const };
const NO_JITTER = { policy: { refreshJitterRatio: 0 } };
const SECOND_MS = 1_000;

const context = withTokens();
const requests = () => context.sandbox.log.tokenRequests;
const answered = (count: number) =>
  context.sandbox.log.waitFor(
    (log) => log.tokenRequests.filter((request) => request.status !== undefined).length >= count,
  );

/** Lets what has arrived over loopback reach whoever waits for it in this process. */
async function landed(tokens: ReturnType<typeof context.manager>, since: unknown): Promise<void> {
  while (tokens.peek(WANTED) === since) await new Promise((resolve) => setImmediate(resolve));
}

describe('refresh-ahead', () => {
  it('serves the current token in the last 20 % of its life, and fetches the next one once, in the background', async () => {
    context.sandbox.wire.lifetimeSeconds = 100;
    const tokens = context.manager(NO_JITTER);
    const first = await tokens.getAccessToken(WANTED);
    context.clock.pass(79 * SECOND_MS);
    expect(tokens.peek(WANTED)).toBe(first);
    expect(requests()).toHaveLength(1);
    context.clock.pass(2 * SECOND_MS);
    using hold = context.sandbox.hold('token');
    for (let call = 0; call < 1_000; call++) expect(tokens.peek(WANTED)).toBe(first);
    await context.sandbox.log.waitFor({ tokenRequests: 2 });
    hold.release();
    await landed(tokens, first);
    expect(tokens.peek(WANTED)).not.toBe(first);
    expect(requests()).toHaveLength(2);
  });

  it('begins 5 minutes before the end of a long life', async () => {
    const tokens = context.manager(NO_JITTER);
    const first = await tokens.getAccessToken(WANTED);
    context.clock.pass(3_299 * SECOND_MS);
    expect(tokens.peek(WANTED)).toBe(first);
    expect(requests()).toHaveLength(1);
    context.clock.pass(2 * SECOND_MS);
    expect(tokens.peek(WANTED)).toBe(first);
    await answered(2);
  });

  it('is tried again when a caller waits for it, because the current token has ended meanwhile', async () => {
    const tokens = context.manager({ policy: { ...NO_JITTER.policy, retryDelayMs: 1 } });
    const first = await tokens.getAccessToken(WANTED);
    context.clock.pass(3_585 * SECOND_MS);
    context.sandbox.faults.next('token', { kind: 'status', status: 500 });
    using hold = context.sandbox.hold('token');
    tokens.peek(WANTED);
    await hold.reached(1);
    context.clock.pass(6 * SECOND_MS);
    const waiting = tokens.getAccessToken(WANTED);
    hold.release();
    expect(await waiting).not.toBe(first);
    expect(requests()).toHaveLength(3);
  });

  it('asks for what the current token was asked for', async () => {
    const tokens = context.manager(NO_JITTER);
    await tokens.getAccessToken({ ...WANTED, scopes: ['transactions_read'] });
    context.clock.pass(3_400 * SECOND_MS);
    tokens.peek(WANTED);
    await answered(2);
    expect(requests()[1]?.scopeAsked).toBe('accounts_read transactions_read');
  });

  it.each([1, 2, 10, 60])('costs no storm where a token lives %s s', async (lifetimeSeconds) => {
    context.sandbox.wire.lifetimeSeconds = lifetimeSeconds;
    const tokens = context.manager();
    for (let step = 0; step < 200; step++) {
      await tokens.getAccessToken(WANTED);
      context.clock.pass((lifetimeSeconds * SECOND_MS) / 40);
    }
    // Five lifetimes have passed, and each costs at most one request for each of its last fifths, and one to begin with.
    expect(requests().length).toBeLessThanOrEqual(5 / 0.75 + 1);
    expect(requests().length).toBeGreaterThanOrEqual(5);
  });
});

describe('static stability', () => {
  it('keeps the current token in service until its own end while every refresh fails, one attempt a back-off step', async () => {
    const tokens = context.manager({ policy: { refreshJitterRatio: 0 }, timeoutMs: 500 });
    const first = await tokens.getAccessToken(WANTED);
    context.sandbox.faults.always('token', { kind: 'status', status: 500 });
    context.clock.pass(3_301 * SECOND_MS);
    for (let second = 0; second < 280; second++) {
      const before = requests().length;
      expect(await tokens.getAccessToken(WANTED)).toBe(first);
      if (requests().length > before) await answered(requests().length);
      await new Promise((resolve) => setImmediate(resolve));
      context.clock.pass(SECOND_MS);
    }
    // 1, 2, 4, 8, 16, 32, then 60 s at most, a fifth less at least: 280 s hold 9 to 11 steps; and the first request.
    expect(requests().length).toBeGreaterThanOrEqual(9);
    expect(requests().length).toBeLessThanOrEqual(13);
    context.clock.pass(20 * SECOND_MS);
    await expect(tokens.getAccessToken(WANTED)).rejects.toMatchObject({ code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE' });
  });

  it('waits as long as the server asks before the next attempt', async () => {
    const tokens = context.manager({ policy: { refreshJitterRatio: 0 } });
    const first = await tokens.getAccessToken(WANTED);
    context.clock.pass(3_350 * SECOND_MS);
    context.sandbox.faults.next('token', { kind: 'retryAfter', after: 90 });
    tokens.peek(WANTED);
    await answered(2);
    for (let second = 0; second < 89; second++) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(tokens.peek(WANTED)).toBe(first);
      context.clock.pass(SECOND_MS);
    }
    expect(requests()).toHaveLength(2);
    context.clock.pass(2 * SECOND_MS);
    tokens.peek(WANTED);
    await answered(3);
    await landed(tokens, first);
  });
});
