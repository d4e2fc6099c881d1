/** Tests which access tokens the API accepts, whatever their scopes. */

import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { call, sandboxForTest, userToken } from './helpers.ts';

describe('the API answers 401', () => {
  it('without a token, and to anything that is none', async () => {
    const sandbox = await sandboxForTest();
    const headers: readonly Record<string, string>[] = [
      {},
      { authorization: 'Bearer' },
      { authorization: 'Basic eDp5' },
      { authorization: 'Bearer garbage' },
      { authorization: 'Bearer a.b.c' },
    ];
    const answers = await Promise.all(headers.map((sent) => fetch(`${sandbox.api}/categories`, { headers: sent })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    const challenges = answers.map((answer) => answer.headers.get('www-authenticate'));
    expect(challenges[0]).toBe('Bearer realm="linxo-sandbox"');
    expect(challenges[3]).toBe('Bearer realm="linxo-sandbox", error="invalid_token"');
    expect(await answers[0]?.json()).toEqual({ error: 'UNAUTHORIZED', error_description: 'No access token' });
  });

  it('to a token that somebody else signed', async () => {
    const sandbox = await sandboxForTest();
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ scope: 'accounts_read', sub: sandbox.user(SANDBOX_USERS.camille.username).id })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(sandbox.authorizationServer)
      .setExpirationTime('1h')
      .sign(privateKey);
    expect((await call(sandbox, forged, '/accounts')).status).toBe(401);
  });

  it('to the token of another sandbox', async () => {
    const [here, elsewhere] = await Promise.all([sandboxForTest(), sandboxForTest()]);
    expect((await call(here, await userToken(elsewhere, 'accounts_read'), '/accounts')).status).toBe(401);
  });

  it('to an expired token, by the clock that the sandbox was given', async () => {
    let nowMs = Date.UTC(2026, 6, 1);
    const sandbox = await sandboxForTest({ clock: () => nowMs, wire: { lifetimeSeconds: 60 } });
    const token = await userToken(sandbox, 'accounts_read');
    nowMs += 59_999;
    expect((await call(sandbox, token, '/accounts')).status).toBe(200);
    nowMs += 1;
    expect((await call(sandbox, token, '/accounts')).status).toBe(401);
  });

  it('to an expired token even where its scopes would not do: expiry comes first', async () => {
    let nowMs = 0;
    const sandbox = await sandboxForTest({ clock: () => nowMs });
    const token = await userToken(sandbox, 'openid');
    nowMs += 4_000_000;
    expect((await call(sandbox, token, '/accounts')).status).toBe(401);
  });

  it('to revoked tokens: one, or all so far', async () => {
    const sandbox = await sandboxForTest();
    const [one, other] = await Promise.all([userToken(sandbox, 'profile'), userToken(sandbox, 'profile')]);
    const status = async (token: string): Promise<number> => (await call(sandbox, token, '/users/me')).status;
    sandbox.revoke(one);
    expect([await status(one), await status(other)]).toEqual([401, 200]);
    sandbox.revoke('all');
    expect([await status(other), await status(await userToken(sandbox, 'profile'))]).toEqual([401, 200]);
  });
});
