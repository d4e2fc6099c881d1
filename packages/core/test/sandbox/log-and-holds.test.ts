/** Tests the log, waiting for requests, and holding answers back. */

import { describe, expect, it } from 'vitest';
import { call, passwordForm, postForm, sandboxForTest, userToken } from './helpers.ts';

describe('the log', () => {
  it('keeps token requests and API calls whole', async () => {
    const sandbox = await sandboxForTest({ clock: () => 1_800_000_000_000 });
    const token = await userToken(sandbox, 'accounts_read');
    await call(sandbox, token, '/accounts?limit=1', { headers: { 'X-Trace': 'abc' } });
    const { at, form, body, headers } = sandbox.log.tokenRequests[0]!;
    expect(at).toBe(1_800_000_000_000);
    expect(form).toEqual(passwordForm(sandbox, 'accounts_read'));
    expect(new URLSearchParams(body).get('username')).toBe('camille@example.org');
    expect(headers['content-type']).toContain('application/x-www-form-urlencoded');
    expect(sandbox.log.apiCalls).toMatchObject([
      {
        method: 'GET',
        path: '/v2.1/accounts',
        endpoint: 'GET /accounts',
        query: { limit: '1' },
        headers: { 'x-trace': 'abc' },
        accessToken: token,
        status: 200,
      },
    ]);
  });

  it('can be cleared', async () => {
    const sandbox = await sandboxForTest();
    await userToken(sandbox, 'profile');
    sandbox.log.clear();
    expect(sandbox.log.tokenRequests).toEqual([]);
  });

  it('leaves requests for keys out of the token requests', async () => {
    const sandbox = await sandboxForTest();
    await fetch(`${sandbox.authorizationServer}/jwks`);
    expect(sandbox.log.tokenRequests).toEqual([]);
  });

  it('says what was there when a wait was in vain', async () => {
    const { log } = await sandboxForTest();
    await expect(log.waitFor({ apiCalls: 1 }, { timeoutMs: 1 })).rejects.toThrow('0 token requests, 0 API calls');
  });

  it('ends a wait when the sandbox closes', async () => {
    const sandbox = await sandboxForTest();
    const wait = sandbox.log.waitFor({ widgetCalls: 1 });
    await Promise.all([expect(wait).rejects.toThrow('closed'), sandbox.close()]);
  });
});

describe('a hold', () => {
  it('keeps answers back until it is released', async () => {
    const sandbox = await sandboxForTest();
    const hold = sandbox.hold('token');
    const answered: number[] = [];
    const asked = [1, 2, 3].map(async (number) => {
      await userToken(sandbox, 'profile');
      answered.push(number);
    });
    await sandbox.log.waitFor({ tokenRequests: 3 });
    expect(answered).toEqual([]);
    hold.release();
    await Promise.all(asked);
    expect(answered.toSorted((one, other) => one - other)).toEqual([1, 2, 3]);
  });

  it('keeps back what was decided before: a late 401 is about the token that was sent', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'profile');
    const hold = sandbox.hold('GET /users/me');
    const early = call(sandbox, token, '/users/me');
    await hold.reached(1);
    sandbox.revoke('all');
    const late = call(sandbox, token, '/users/me');
    await hold.reached(2);
    hold.release();
    expect([(await early).status, (await late).status]).toEqual([200, 401]);
  });

  it('of one target leaves the others alone', async () => {
    const sandbox = await sandboxForTest();
    using hold = sandbox.hold('api');
    expect((await postForm(sandbox, passwordForm(sandbox, 'profile'))).status).toBe(200);
    expect(hold.waiting).toBe(0);
  });
});
