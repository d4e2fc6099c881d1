/** Tests the grants of the token endpoint, the form of its answers and its JWTs. */

import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, type SandboxOptions } from '../../src/sandbox/index.ts';
import {
  basic,
  clientToken,
  get,
  passwordForm,
  postForm,
  sandboxForTest,
  userToken,
  type TokenBody,
} from './helpers.ts';

const bodyOf = async (response: Response): Promise<TokenBody> => (await response.json()) as TokenBody;

describe('an access token', () => {
  it('is a JWT as Linxo makes them: RS256, no kid, the granted scopes in one claim', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'profile accounts_read');
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256' });
    const claims = decodeJwt(token);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(claims).toMatchObject({
      iss: sandbox.authorizationServer,
      sub: sandbox.user(SANDBOX_USERS.camille.username).id,
      aud: sandbox.options.clientId,
      scope: 'profile accounts_read',
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it('of a client has the client as its subject and audience', async () => {
    const sandbox = await sandboxForTest();
    const { sub, aud } = decodeJwt(await clientToken(sandbox, 'users_create'));
    expect([sub, aud]).toEqual([sandbox.options.clientId, sandbox.options.clientId]);
  });

  it('verifies with the key at /jwks', async () => {
    const sandbox = await sandboxForTest();
    const keys = createRemoteJWKSet(new URL('/jwks', sandbox.authorizationServer));
    const token = await userToken(sandbox, 'profile');
    const { payload } = await jwtVerify(token, keys, {
      currentDate: new Date(sandbox.clock.now()),
      issuer: sandbox.authorizationServer,
    });
    expect(payload['scope']).toBe('profile');
  });

  it('is a new one at each request', async () => {
    const sandbox = await sandboxForTest();
    expect(await userToken(sandbox, 'profile')).not.toBe(await userToken(sandbox, 'profile'));
  });
});

describe('the scopes of a grant', () => {
  it('are narrowed to what the user may have, and the body says so', async () => {
    const sandbox = await sandboxForTest();
    const form = passwordForm(sandbox, 'openid profile accounts_read transactions_read', SANDBOX_USERS.mehdi);
    expect((await bodyOf(await postForm(sandbox, form))).scope).toBe('profile accounts_read');
    expect(sandbox.log.tokenRequests[0]).toMatchObject({
      scopeAsked: 'openid profile accounts_read transactions_read',
      scopeGranted: 'profile accounts_read',
      username: SANDBOX_USERS.mehdi.username,
    });
  });

  it('are refused instead of narrowed where the rules say so', async () => {
    const sandbox = await sandboxForTest({ rules: { onExcessScope: 'refuse' } });
    const response = await postForm(sandbox, passwordForm(sandbox, 'profile openid', SANDBOX_USERS.mehdi));
    expect(await response.json()).toMatchObject({ error: 'invalid_scope' });
  });

  it('are everything that the user may have where none were asked for', async () => {
    const sandbox = await sandboxForTest();
    const form = passwordForm(sandbox, '', SANDBOX_USERS.mehdi);
    expect((await bodyOf(await postForm(sandbox, form))).scope).toBe('profile accounts_read');
  });

  it('never hold users_create for a user, nor connections_manage for the client itself', async () => {
    const sandbox = await sandboxForTest();
    expect(decodeJwt(await userToken(sandbox, 'profile users_create'))['scope']).toBe('profile');
    expect(decodeJwt(await clientToken(sandbox, 'openid connections_manage'))['scope']).toBe('openid');
  });

  it('can be changed while the sandbox runs', async () => {
    const sandbox = await sandboxForTest();
    sandbox.allow(SANDBOX_USERS.camille.username, ['profile']);
    expect(decodeJwt(await userToken(sandbox, 'profile accounts_read'))['scope']).toBe('profile');
    sandbox.setClientScopes({ password: ['accounts_read'] });
    await expect(userToken(sandbox, 'profile')).rejects.toThrow('invalid_scope');
  });
});

describe('the words on the wire', () => {
  const WORDS: Readonly<Record<string, readonly [NonNullable<SandboxOptions['wire']>, object]>> = {
    'a number': [{}, { expires_in: 3600, token_type: 'Bearer', scope: 'profile' }],
    'a string': [{ expiresIn: 'string' }, { expires_in: '3600' }],
    'any other value': [{ expiresIn: { literal: -1 } }, { expires_in: -1 }],
    'nothing at all': [{ expiresIn: { literal: undefined } }, { token_type: 'Bearer' }],
    'a short lifetime': [
      { lifetimeSeconds: 2, tokenType: 'bearer' },
      { expires_in: 2, token_type: 'bearer' },
    ],
  };

  it.each(Object.entries(WORDS))('can give the lifetime as %s', async (_title, [wire, body]) => {
    const sandbox = await sandboxForTest({ wire });
    expect(await bodyOf(await postForm(sandbox, passwordForm(sandbox, 'profile')))).toMatchObject(body);
  });

  it('can leave scope and expires_in out, from one answer to the next', async () => {
    const sandbox = await sandboxForTest();
    sandbox.wire.scopeInBody = false;
    sandbox.wire.expiresIn = { literal: undefined };
    const body = await bodyOf(await postForm(sandbox, passwordForm(sandbox, 'profile')));
    expect(Object.keys(body)).toEqual(['access_token', 'token_type']);
  });
});

describe('credentials', () => {
  it('may hold any character', async () => {
    const sandbox = await sandboxForTest({ clientId: 'a:b&c', clientSecret: 's%41 +é€"' });
    const token = await userToken(sandbox, 'accounts_read', SANDBOX_USERS.odette);
    expect(await get<unknown[]>(sandbox, token, '/accounts')).toHaveLength(2);
    expect(await clientToken(sandbox, 'users_create')).toBeTypeOf('string');
  });

  it('in Basic are read raw, form-decoded, or both ways, as the wire is set', async () => {
    const sandbox = await sandboxForTest({ clientId: 'id:é', clientSecret: 's+ %&=' });
    const raw = basic('id:é', 's+ %&=');
    const encoded = basic('id%3A%C3%A9', 's%2B+%25%26%3D');
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await postForm(sandbox, { grant_type: 'client_credentials' }, headers)).status;
    const seen: Record<string, readonly number[]> = {};
    for (const encoding of ['raw', 'form', 'any'] as const) {
      sandbox.wire.basicEncoding = encoding;
      // eslint-disable-next-line no-await-in-loop -- each setting has to be in place while it is tried
      seen[encoding] = [await status(raw), await status(encoded)];
    }
    expect(seen).toEqual({ raw: [200, 401], form: [401, 200], any: [200, 200] });
  });

  it('are changed at once, and the options follow the secret', async () => {
    const sandbox = await sandboxForTest();
    const before = passwordForm(sandbox, 'profile');
    sandbox.setClientSecret('rotated');
    expect((await postForm(sandbox, before)).status).toBe(400);
    expect(sandbox.options.clientSecret).toBe('rotated');
    sandbox.setPassword(SANDBOX_USERS.camille.username, 'new');
    await expect(userToken(sandbox, 'profile')).rejects.toThrow('invalid_grant');
    const camille = sandbox.user(SANDBOX_USERS.camille.username);
    await expect(userToken(sandbox, 'profile', camille)).resolves.toBeTypeOf('string');
  });

  it('can be insisted on in the documented place for each grant', async () => {
    const sandbox = await sandboxForTest({ rules: { clientAuthentication: 'documented' } });
    const { clientId, clientSecret } = sandbox.options;
    const inBody = { client_id: clientId, client_secret: clientSecret };
    expect((await postForm(sandbox, { grant_type: 'client_credentials', ...inBody })).status).toBe(400);
    await expect(clientToken(sandbox, 'users_create')).resolves.toBeTypeOf('string');
    await expect(userToken(sandbox, 'profile')).resolves.toBeTypeOf('string');
  });

  it('of further clients are known too', async () => {
    const other = { clientId: 'other', clientSecret: 'x', scopes: { client_credentials: ['openid'] } };
    const sandbox = await sandboxForTest({ clients: [other] });
    const response = await postForm(sandbox, { grant_type: 'client_credentials' }, basic('other', 'x'));
    expect((await bodyOf(response)).scope).toBe('openid');
  });
});
