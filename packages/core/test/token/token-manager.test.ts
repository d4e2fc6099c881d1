import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/catalog/scopes.ts';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import type { Subject } from '../../src/subject/subject.ts';
import type { TokenManager } from '../../src/token/token-manager.ts';
import { withTokens } from './with-tokens.ts';

const { camille, mehdi, odette } = SANDBOX_USERS;
const user = ({ username, password }: { username: string; password: string }) => ({ username, password });
const accountsOf = (subject: Subject) => ({ subject, scopes: ['accounts_read'] as const });
const HOUR_MS = 3_600_000;

const context = withTokens();
const requests = () => context.sandbox.log.tokenRequests;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );
}

describe('an access token', () => {
  it('is fetched once and then at hand, without a promise', async () => {
    const tokens = context.manager();
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
    const token = await tokens.getAccessToken(accountsOf(user(camille)));
    expect(tokens.peek(accountsOf(user(camille)))).toBe(token);
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).toBe(token);
    expect(token).toMatchObject({ tokenType: 'Bearer', scopes: ['accounts_read'] });
    expect(token.expiresInMs()).toBe(HOUR_MS);
    expect(requests()).toHaveLength(1);
  });

  it('is fetched once for a thousand cold callers', async () => {
    const tokens = context.manager();
    const all = await Promise.all(
      Array.from({ length: 1_000 }, () => tokens.getAccessToken(accountsOf(user(camille)))),
    );
    expect(new Set(all).size).toBe(1);
    expect(requests()).toHaveLength(1);
  });

  it('is that of the user who was asked for, though the application changes its object meanwhile', async () => {
    const tokens = context.manager();
    using hold = context.sandbox.hold('token');
    const subject: { username: string; password: () => string } = {
      username: camille.username,
      password: () => camille.password,
    };
    const asked = tokens.getAccessToken(accountsOf(subject));
    await context.sandbox.log.waitFor({ tokenRequests: 1 });
    subject.username = odette.username;
    hold.release();
    const token = await asked;
    expect(tokens.peek(accountsOf(subject))).toBeUndefined();
    expect(tokens.peek(accountsOf({ ...subject, username: camille.username }))).toBe(token);
  });

  it('is asked for with the literal closure of its scopes', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken({ subject: user(camille), scopes: ['profile_edit', 'accounts_manage'] });
    expect(requests()[0]?.scopeAsked).toBe('accounts_read accounts_manage profile profile_edit');
  });

  it('serves every request for scopes that it covers, whatever it was asked for', async () => {
    const tokens = context.manager();
    const wide = await tokens.getAccessToken({ subject: user(camille), scopes: ['transactions_read'] });
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).toBe(wide);
    await tokens.getAccessToken({ subject: user(camille), scopes: ['profile'] });
    expect(requests().map((request) => request.scopeAsked)).toEqual(['accounts_read transactions_read', 'profile']);
  });

  it('that was granted less than required is refused by name, and not asked for again', async () => {
    const tokens = context.manager();
    const wanted = { subject: user(mehdi), scopes: ['accounts_read', 'transactions_read'] as const };
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(tokens.getAccessToken(wanted)).rejects.toMatchObject({
        code: 'ERR_INSUFFICIENT_SCOPE',
        requiredScopes: ['accounts_read', 'transactions_read'],
        missingScopes: ['transactions_read'],
      });
    }
    expect(tokens.peek(wanted)).toBeUndefined();
    expect(await tokens.getAccessToken(accountsOf(user(mehdi)))).toMatchObject({ scopes: ['accounts_read'] });
    expect(requests()).toHaveLength(1);
  });

  it('cannot be logged by accident: not by inspect, JSON, String, spreading or listing its properties', async () => {
    const token = await context.manager().getAccessToken(accountsOf(user(camille)));
    const shown = [
      inspect(token, { depth: 9, showHidden: true, getters: true }),
      JSON.stringify(token),
      token.toString(),
    ];
    shown.push(JSON.stringify({ ...token }), Object.keys(token).join(), inspect({ nested: [token] }, { depth: 9 }));
    for (const text of shown) expect(text).not.toContain(token.value);
    expect(token.value).toMatch(/^ey/);
  });

  it.each<[string, unknown, unknown, RegExp]>([
    ['no scopes', 'client', [], /names no scope/],
    ['an unknown scope', 'client', ['acounts_read'], /"acounts_read" is not a scope/],
    ['no subject', undefined, ['openid'], /subject must be 'client' or/],
    ['a user without a password', { username: 'x' }, ['openid'], /subject must be/],
    ['a user without a name', { username: '', password: 'hunter2' }, ['openid'], /^(?!.*hunter2).*subject must be/],
  ])('is refused with %s', async (_, subject, scopes, message) => {
    const wanted = { subject: subject as Subject, scopes: scopes as Scope[] };
    await expect(context.manager().getAccessToken(wanted)).rejects.toThrow(message);
    expect(requests()).toHaveLength(0);
  });
});

describe('the key of a token', () => {
  it('keeps users, and the application itself, apart', async () => {
    const tokens = context.manager();
    const values = await Promise.all(
      [user(camille), user(odette), 'client' as const].map(
        async (subject) => (await tokens.getAccessToken(accountsOf(subject))).value,
      ),
    );
    expect(new Set(values).size).toBe(3);
  });

  it('holds the password: a wrong one is never answered with the token that the right one earned', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken(accountsOf(user(camille)));
    for (const password of ['wrong', '', `${camille.password} `, camille.password.slice(0, -1)]) {
      const subject = { username: camille.username, password };
      expect(await codeOf(tokens.getAccessToken(accountsOf(subject)))).not.toBe('no error');
    }
  });

  it('cannot be forged by moving characters from the username to the password', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken(accountsOf(user(camille)));
    const shifted = {
      username: camille.username.slice(0, -1),
      password: camille.username.slice(-1) + camille.password,
    };
    expect(tokens.peek(accountsOf(shifted))).toBeUndefined();
  });

  it('of a user whose password is a function is never shared with the string form, and the function is called once a fetch', async () => {
    const tokens = context.manager();
    let calls = 0;
    const vouched = {
      username: camille.username,
      password: async () => {
        calls++;
        return camille.password;
      },
    };
    await tokens.getAccessToken(accountsOf(vouched));
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
    await tokens.getAccessToken(accountsOf(user(camille)));
    await tokens.getAccessToken(accountsOf(vouched));
    expect(calls).toBe(1);
    expect(requests()).toHaveLength(2);
  });
});

describe('the lifetime of a token', () => {
  it('ends for callers a little before it ends: in its last 10 seconds it is not handed out', async () => {
    const tokens = context.manager({ policy: { refreshAheadMs: 0 } });
    const first = await tokens.getAccessToken(accountsOf(user(camille)));
    context.clock.pass(HOUR_MS - 10_001);
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).toBe(first);
    context.clock.pass(1);
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).not.toBe(first);
    expect(requests()).toHaveLength(2);
  });

  it('is not revived by a wall clock that is set back', async () => {
    const tokens = context.manager({ policy: { refreshAheadMs: 0 } });
    const first = await tokens.getAccessToken(accountsOf(user(camille)));
    context.clock.setWallClock(-5 * HOUR_MS);
    context.clock.pass(HOUR_MS);
    expect(first.expiresInMs()).toBe(0);
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).not.toBe(first);
  });

  it('does not outlast a machine that slept', async () => {
    const tokens = context.manager();
    const first = await tokens.getAccessToken(accountsOf(user(camille)));
    context.clock.sleep(2 * HOUR_MS);
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
    expect(await tokens.getAccessToken(accountsOf(user(camille)))).not.toBe(first);
  });

  it('costs one refresh when the wall clock is set forth, and none when it is set right again', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken(accountsOf(user(camille)));
    context.clock.setWallClock(9 * HOUR_MS);
    for (let call = 0; call < 20; call++) await tokens.getAccessToken(accountsOf(user(camille)));
    context.clock.setWallClock(-9 * HOUR_MS);
    for (let call = 0; call < 20; call++) await tokens.getAccessToken(accountsOf(user(camille)));
    expect(requests()).toHaveLength(2);
  });

  it('that nobody knows lets it serve those who wait for it, and is not kept', async () => {
    context.sandbox.faults.always('token', {
      kind: 'body',
      body: JSON.stringify({ access_token: 'opaque', token_type: 'Bearer' }),
    });
    const tokens = context.manager();
    await Promise.all(Array.from({ length: 10 }, () => tokens.getAccessToken(accountsOf(user(camille)))));
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
    await tokens.getAccessToken(accountsOf(user(camille)));
    expect(requests()).toHaveLength(2);
  });
});

describe('one flight', () => {
  it("goes on for the others when one caller's signal aborts", async () => {
    const tokens = context.manager();
    using hold = context.sandbox.hold('token');
    const controller = new AbortController();
    const leaving = tokens.getAccessToken({ ...accountsOf(user(camille)), signal: controller.signal });
    const staying = tokens.getAccessToken(accountsOf(user(camille)));
    await context.sandbox.log.waitFor({ tokenRequests: 1 });
    controller.abort(new Error('the browser left'));
    await expect(leaving).rejects.toThrow('the browser left');
    hold.release();
    await expect(staying).resolves.toMatchObject({ scopes: ['accounts_read'] });
    expect(requests()).toHaveLength(1);
    expect(requests()[0]?.abandoned).toBe(false);
  });

  it('lands for the next caller even when everybody who waited has left', async () => {
    const tokens = context.manager();
    using hold = context.sandbox.hold('token');
    const controller = new AbortController();
    const leaving = tokens.getAccessToken({ ...accountsOf(user(camille)), signal: controller.signal });
    await context.sandbox.log.waitFor({ tokenRequests: 1 });
    controller.abort();
    await expect(leaving).rejects.toThrow(/abort/i);
    hold.release();
    await tokens.getAccessToken(accountsOf(user(camille)));
    expect(requests()).toHaveLength(1);
  });

  it('is not entered by a caller whose signal has aborted already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(context.manager().getAccessToken({ ...accountsOf('client'), signal })).rejects.toThrow('too late');
    expect(requests()).toHaveLength(0);
  });

  it('that lands after the subject logged out is not kept', async () => {
    const tokens = context.manager();
    using hold = context.sandbox.hold('token');
    const waiting = tokens.getAccessToken(accountsOf(user(camille)));
    await context.sandbox.log.waitFor({ tokenRequests: 1 });
    await tokens.forget(user(camille));
    hold.release();
    await waiting;
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
  });
});

describe('a refused token', () => {
  it('is dropped alone: a late refusal never evicts its successor', async () => {
    const tokens = context.manager();
    const first = await tokens.getAccessToken(accountsOf(user(camille)));
    await tokens.invalidate(first);
    const second = await tokens.getAccessToken(accountsOf(user(camille)));
    await tokens.invalidate(first);
    expect(tokens.peek(accountsOf(user(camille)))).toBe(second);
    expect(second).not.toBe(first);
  });

  it('of a subject that logged out is gone, with all others of that subject, and of nobody else', async () => {
    const tokens = context.manager();
    await tokens.getAccessToken(accountsOf(user(camille)));
    await tokens.getAccessToken({ subject: user(camille), scopes: ['profile'] });
    await tokens.getAccessToken(accountsOf(user(odette)));
    await tokens.forget(user(camille));
    expect(tokens.peek(accountsOf(user(camille)))).toBeUndefined();
    expect(tokens.peek({ subject: user(camille), scopes: ['profile'] })).toBeUndefined();
    expect(tokens.peek(accountsOf(user(odette)))).toBeDefined();
  });
});

describe('sandbox and production', () => {
  it('never share a token, though they share a client and a user', async () => {
    const both: TokenManager[] = [context.manager(), context.manager()];
    const [one, other] = await Promise.all(both.map((tokens) => tokens.getAccessToken(accountsOf(user(camille)))));
    expect(one?.value).not.toBe(other?.value);
  });
});
