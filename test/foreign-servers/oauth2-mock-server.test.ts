import { createLinxo, type LinxoOptions, type Scope } from '@linxo-guard/core';
import { type MutableResponse, type MutableToken, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const USER = { username: 'é camille+linxo@example.org', password: 'p:a+s%s&w=é/ "\'' };

describe('against oauth2-mock-server', () => {
  const server = new OAuth2Server();
  let environment: LinxoOptions['environment'];
  beforeAll(async () => {
    await server.issuer.keys.generate('RS256');
    await server.start(0, '127.0.0.1');
    const url = `http://127.0.0.1:${server.address().port}`;
    environment = { authorizationServer: url, tokenEndpoint: `${url}/token`, api: url };
  });
  afterAll(() => server.stop());

  function tokenFor(subject: 'client' | typeof USER, ...scopes: [Scope, ...Scope[]]) {
    const connect = createLinxo({
      environment,
      clientId: 'a client',
      clientSecret: 'é:+%&=/ ',
      policy: { retries: 0 },
    });
    return connect.tokens.getAccessToken({ subject, scopes });
  }
  function answer(change: (response: MutableResponse) => void): void {
    server.service.once('beforeResponse', change);
  }

  it('both flows give a token with the requested scopes', async () => {
    expect((await tokenFor('client', 'users_create')).scopes).toEqual(['users_create']);
    expect((await tokenFor(USER, 'accounts_read', 'profile')).scopes).toEqual(['accounts_read', 'profile']);
  });

  it('usernames of any characters arrive unharmed', async () => {
    let claims: Record<string, unknown> = {};
    server.service.once('beforeTokenSigning', (token: MutableToken) => {
      claims = { ...token.payload };
    });
    await tokenFor(USER, 'profile');
    expect(claims['sub']).toBe(USER.username);
  });

  it('a grant of fewer scopes is noticed, whether the body or only the token names them', async () => {
    answer((response) => Object.assign(response.body ?? {}, { scope: 'profile' }));
    await expect(tokenFor(USER, 'accounts_read', 'profile')).rejects.toMatchObject({
      missingScopes: ['accounts_read'],
    });
    server.service.once('beforeTokenSigning', (token: MutableToken) => {
      token.payload['scope'] = 'profile';
    });
    answer((response) => delete (response.body as Record<string, unknown>)['scope']);
    await expect(tokenFor(USER, 'accounts_read', 'profile')).rejects.toMatchObject({
      missingScopes: ['accounts_read'],
    });
  });

  it.each<[string, (response: MutableResponse) => void, number]>([
    ['expires_in as a string', (response) => Object.assign(response.body ?? {}, { expires_in: '120' }), 120_000],
    [
      'token_type in capitals',
      (response) => Object.assign(response.body ?? {}, { token_type: 'BEARER', expires_in: 60 }),
      60_000,
    ],
  ])('%s is read', async (_, change, lifetimeMs) => {
    answer(change);
    const token = await tokenFor('client', 'users_create');
    expect(token.expiresInMs()).toBeGreaterThan(lifetimeMs - 10_000);
    expect(token.expiresInMs()).toBeLessThanOrEqual(lifetimeMs);
  });

  it('the requested scopes count as granted if neither body nor token names any', async () => {
    server.service.once('beforeTokenSigning', (token: MutableToken) => delete token.payload['scope']);
    answer((response) => delete (response.body as Record<string, unknown>)['scope']);
    expect((await tokenFor(USER, 'accounts_read')).scopes).toEqual(['accounts_read']);
  });

  it('the lifetime is that of the token if the answer has no valid one', async () => {
    server.service.once('beforeTokenSigning', ({ payload }: MutableToken) => (payload.exp = payload.iat + 300));
    answer((response) => Object.assign(response.body ?? {}, { expires_in: 'soon' }));
    const token = await tokenFor('client', 'users_create');
    expect(token.expiresInMs()).toBeGreaterThan(290_000);
    expect(token.expiresInMs()).toBeLessThanOrEqual(300_000);
  });

  it.each(['mac', 'N_A', 7, null])('token_type %j is refused', async (tokenType) => {
    answer((response) => Object.assign(response.body ?? {}, { token_type: tokenType }));
    await expect(tokenFor(USER, 'profile')).rejects.toMatchObject({
      code: 'ERR_INVALID_TOKEN_RESPONSE',
      message: expect.stringContaining('token_type') as string,
    });
  });

  it.each<[string, number, unknown, string]>([
    ['a plain 401', 401, { message: 'Unauthorized' }, 'ERR_INVALID_TOKEN_RESPONSE'],
    ['an error of its own with 403', 403, { error: 'account_locked' }, 'ERR_TOKEN_REQUEST_REFUSED'],
    ['an error of its own with 400', 400, { error: 'account_locked' }, 'ERR_TOKEN_REQUEST_REFUSED'],
    ['invalid_client', 401, { error: 'invalid_client' }, 'ERR_CLIENT_REJECTED'],
    ['a 503', 503, { error: 'temporarily_unavailable' }, 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
    ['a 200 that is an error response', 200, { error: 'invalid_grant' }, 'ERR_CREDENTIALS_REJECTED'],
  ])('%s is told apart', async (_, statusCode, body, code) => {
    answer((response) => Object.assign(response, { statusCode, body }));
    await expect(tokenFor(USER, 'profile')).rejects.toMatchObject({ code });
  });
});
