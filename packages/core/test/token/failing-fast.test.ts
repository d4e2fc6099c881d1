import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/index.ts';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import type { Subject } from '../../src/subject/subject.ts';
import type { TokenManager } from '../../src/token/token-manager.ts';
import { withTokens } from './with-tokens.ts';

const { camille, odette } = SANDBOX_USERS;
const user = ({ username, password }: { username: string; password: string }) => ({ username, password });
const QUICK = { policy: { retryDelayMs: 1 } };
const SECOND_MS = 1_000;

const context = withTokens();
const requests = () => context.sandbox.log.tokenRequests;

async function outcomeOf(tokens: TokenManager, subject: Subject = user(camille)): Promise<string> {
  return tokens.getAccessToken({ subject, scopes: ['accounts_read'] }).then(
    () => 'token',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
}

describe('with no token to serve', () => {
  it.each<[string, Fault]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a 429', { kind: 'status', status: 429 }],
    ['a reset connection', { kind: 'reset' }],
    ['a body that breaks off', { kind: 'truncate' }],
  ])('%s is tried again twice, and the caller is served when it passes', async (_, fault) => {
    context.sandbox.faults.next('token', fault, 2);
    expect(await outcomeOf(context.manager(QUICK))).toBe('token');
    expect(requests()).toHaveLength(3);
  });

  it('a server that stays down costs three requests, then an error at once for a cool-down, then one probe', async () => {
    const tokens = context.manager(QUICK);
    context.sandbox.faults.always('token', { kind: 'status', status: 500 });
    for (let call = 0; call < 50; call++) expect(await outcomeOf(tokens)).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(requests()).toHaveLength(3);
    context.sandbox.faults.clear();
    context.clock.pass(SECOND_MS);
    expect(await Promise.all(Array.from({ length: 50 }, () => outcomeOf(tokens)))).toEqual(Array(50).fill('token'));
    expect(requests()).toHaveLength(4);
  });

  it('the error tells how long the cool-down still lasts', async () => {
    const tokens = context.manager(QUICK);
    context.sandbox.faults.always('token', { kind: 'retryAfter', after: 40 });
    await outcomeOf(tokens);
    context.clock.pass(15 * SECOND_MS);
    await expect(tokens.getAccessToken({ subject: user(camille), scopes: ['accounts_read'] })).rejects.toMatchObject({
      code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE',
      headers: { 'Retry-After': '25' },
    });
    expect(requests()).toHaveLength(1);
  });

  it('a pause that the server asks for holds for the user who met it, and one request finds out when it is over', async () => {
    const tokens = context.manager(QUICK);
    context.sandbox.faults.next('token', { kind: 'retryAfter', status: 503, after: 40 });
    expect(await outcomeOf(tokens)).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(await outcomeOf(tokens)).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(requests()).toHaveLength(1);
    expect(await outcomeOf(tokens, user(odette))).toBe('token');
    expect(requests()).toHaveLength(2);
    context.clock.pass(40 * SECOND_MS);
    using hold = context.sandbox.hold('token');
    const probe = outcomeOf(tokens);
    await context.sandbox.log.waitFor({ tokenRequests: 3 });
    const other = tokens.getAccessToken({ subject: user(camille), scopes: ['profile'] });
    await expect(other).rejects.toMatchObject({ code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE' });
    hold.release();
    expect(await probe).toBe('token');
  });

  it('a failure of one user holds up nobody else', async () => {
    const tokens = context.manager(QUICK);
    context.sandbox.faults.next('token', { kind: 'status', status: 500 }, 3);
    expect(await outcomeOf(tokens)).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(await outcomeOf(tokens, user(odette))).toBe('token');
  });

  it('an answer that is no token response is not asked for again before its back-off is over', async () => {
    const tokens = context.manager(QUICK);
    context.sandbox.faults.next('token', { kind: 'html', status: 200 });
    for (let call = 0; call < 5; call++) expect(await outcomeOf(tokens)).toBe('ERR_INVALID_TOKEN_RESPONSE');
    context.clock.pass(SECOND_MS);
    expect(await outcomeOf(tokens)).toBe('token');
    expect(requests()).toHaveLength(2);
  });

  it('a hung server costs its callers no more than timeoutMs, and the next caller after its recovery is served at once', async () => {
    const tokens = context.manager({ timeoutMs: 120, policy: { attemptTimeoutMs: 50, retryDelayMs: 1 } });
    context.sandbox.faults.always('token', { kind: 'hang' });
    const callers = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(tokens)));
    expect(new Set(callers)).toEqual(new Set(['ERR_AUTHORIZATION_SERVER_UNAVAILABLE']));
    expect(requests().length).toBeLessThanOrEqual(3);
    context.sandbox.faults.clear();
    context.clock.pass(SECOND_MS);
    expect(await outcomeOf(tokens)).toBe('token');
  });
});

describe('refused credentials', () => {
  it('are not sent again for 30 s, under any load; then once', async () => {
    const tokens = context.manager();
    const wrong = { username: camille.username, password: 'wrong' };
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(tokens, wrong)));
      expect(new Set(outcomes)).toEqual(new Set(['ERR_CREDENTIALS_REJECTED']));
      context.clock.pass(2 * SECOND_MS);
    }
    expect(requests()).toHaveLength(1);
    context.clock.pass(10 * SECOND_MS);
    await outcomeOf(tokens, wrong);
    expect(requests()).toHaveLength(2);
  });

  it('hold up neither the right password nor another user', async () => {
    const tokens = context.manager();
    expect(await outcomeOf(tokens, { username: camille.username, password: 'wrong' })).toBe('ERR_CREDENTIALS_REJECTED');
    expect(await outcomeOf(tokens)).toBe('token');
    expect(await outcomeOf(tokens, user(odette))).toBe('token');
  });

  it('that a function gives are asked for anew, and sent at once when they have changed', async () => {
    const tokens = context.manager();
    let password: string = 'stale';
    const subject = { username: camille.username, password: () => password };
    expect(await outcomeOf(tokens, subject)).toBe('ERR_CREDENTIALS_REJECTED');
    expect(await outcomeOf(tokens, subject)).toBe('ERR_CREDENTIALS_REJECTED');
    expect(requests()).toHaveLength(1);
    password = camille.password;
    // The function is asked again at most once a second.
    expect(await outcomeOf(tokens, subject)).toBe('ERR_CREDENTIALS_REJECTED');
    context.clock.pass(SECOND_MS);
    expect(await outcomeOf(tokens, subject)).toBe('token');
    expect(requests()).toHaveLength(2);
  });
});

describe('a refused client secret', () => {
  it('that is a string is not sent again before its back-off is over', async () => {
    const tokens = context.manager({ clientSecret: 'wrong' });
    for (let call = 0; call < 10; call++) expect(await outcomeOf(tokens, 'client')).toBe('ERR_CLIENT_REJECTED');
    expect(requests()).toHaveLength(1);
    // The password grant authenticates in another way, so it finds out for itself.
    for (const subject of [user(camille), user(odette)])
      expect(await outcomeOf(tokens, subject)).toBe('ERR_CLIENT_REJECTED');
    expect(requests()).toHaveLength(2);
  });

  it('that is a function is read again, so that a rotation needs no restart', async () => {
    let secret = context.sandbox.options.clientSecret;
    let reads = 0;
    const tokens = context.manager({
      clientSecret: async () => {
        reads++;
        return secret;
      },
    });
    expect(await outcomeOf(tokens, 'client')).toBe('token');
    expect(await outcomeOf(tokens, user(odette))).toBe('token');
    expect(reads).toBe(1);
    const old = secret;
    context.sandbox.setClientSecret('rotated');
    secret = 'rotated';
    try {
      expect(await outcomeOf(tokens)).toBe('token');
      expect(reads).toBe(2);
      expect(requests()).toHaveLength(4);
    } finally {
      context.sandbox.setClientSecret(old);
    }
  });

  it('recovers at once when a new one is there, in the middle of the cool-down', async () => {
    let secret = 'not yet';
    const tokens = context.manager({ clientSecret: () => secret });
    expect(await outcomeOf(tokens, 'client')).toBe('ERR_CLIENT_REJECTED');
    expect(await outcomeOf(tokens, 'client')).toBe('ERR_CLIENT_REJECTED');
    expect(requests()).toHaveLength(1);
    secret = context.sandbox.options.clientSecret;
    context.clock.pass(SECOND_MS);
    expect(await outcomeOf(tokens, 'client')).toBe('token');
  });
});

describe("the application's own functions", () => {
  it('that throw are heard of as they are, and asked again next time', async () => {
    let isDown = true;
    const clientSecret = () => {
      if (isDown) throw new Error('the vault is sealed');
      return context.sandbox.options.clientSecret;
    };
    const tokens = context.manager({ clientSecret });
    expect(await outcomeOf(tokens, 'client')).toBe('the vault is sealed');
    isDown = false;
    expect(await outcomeOf(tokens, 'client')).toBe('token');
  });

  it('that give nothing useful, or never answer, are named', async () => {
    expect(await outcomeOf(context.manager({ clientSecret: () => '' }), 'client')).toBe('ERR_INVALID_CONFIGURATION');
    const hung = context.manager({ clientSecret: () => new Promise(() => {}), timeoutMs: 20 });
    await expect(hung.getAccessToken({ subject: 'client', scopes: ['openid'] })).rejects.toThrow(
      "The application's clientSecret function gave nothing within 20 ms.",
    );
  });
});

describe('close()', () => {
  it('ends what is in flight, for everybody who waits, and no token is fetched any more', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken({ subject: 'client', scopes: ['openid'] });
    context.sandbox.faults.always('token', { kind: 'hang' });
    const waiting = [outcomeOf(tokens), outcomeOf(tokens, user(odette))];
    await context.sandbox.log.waitFor({ tokenRequests: 3 });
    tokens.close();
    expect(await Promise.all(waiting)).toEqual(['ERR_CLOSED', 'ERR_CLOSED']);
    await context.sandbox.log.waitFor((log) => log.tokenRequests.filter((request) => request.abandoned).length === 2);
    expect(await outcomeOf(tokens)).toBe('ERR_CLOSED');
    expect(requests()).toHaveLength(3);
  });
});
