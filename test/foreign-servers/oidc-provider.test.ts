import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo, type LinxoOptions } from '@linxo-guard/core';
import type { default as Provider, ClientMetadata } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const CLIENT = { clientId: 'the client', clientSecret: 'p:a+s%s&w=/ "\'~' };
const BY_BODY = { clientId: 'by body', clientSecret: CLIENT.clientSecret };
const USER = { username: "odette.o'brien+linxo@example.org", password: 'p:a+s%s&w=é/ "\'€%2B?#\\' };
const FORM_ENCODED = { clientAuthentication: 'client_secret_basic' } as const;

function client({ clientId, clientSecret }: typeof CLIENT, metadata: Partial<ClientMetadata> = {}): ClientMetadata {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'users_create profile',
    grant_types: ['client_credentials', 'password'],
    redirect_uris: [],
    response_types: [],
    ...metadata,
  };
}

/** Starts an authorization server that has one user and is as strict as RFC 6749. */
async function createProvider(issuer: string): Promise<Provider> {
  const { default: Provider, errors } = await import('oidc-provider');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      client(CLIENT),
      client(BY_BODY, { token_endpoint_auth_method: 'client_secret_post' }),
      client({ clientId: 'no-grant', clientSecret: 'secret' }, { grant_types: [] }),
    ],
    scopes: ['users_create', 'profile', 'accounts_read'],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: 600 },
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    cookies: { keys: ['of no use here'] },
  });
  const parameters = ['username', 'password', 'scope', 'provider'];
  provider.registerGrantType('password', grantPassword, parameters);
  async function grantPassword(ctx: Parameters<Parameters<Provider['registerGrantType']>[1]>[0]): Promise<void> {
    const { username, password, scope, provider: asked } = ctx.oidc.params ?? {};
    if (!ctx.oidc.client) throw new errors.InvalidClient('unknown');
    if (asked !== 'connect') throw new errors.UnauthorizedClient('not for this provider');
    if (username !== USER.username || password !== USER.password) throw new errors.InvalidGrant('wrong password');
    const token = new provider.ClientCredentials({ client: ctx.oidc.client, scope: String(scope) });
    ctx.body = { access_token: await token.save(), token_type: 'bearer', expires_in: String(token.expiration) };
  }
  return provider;
}

describe('against oidc-provider, which reads Basic credentials strictly as RFC 6749 says', () => {
  let server: Server;
  let environment: LinxoOptions['environment'];
  beforeAll(async () => {
    // The server warns about development mode and about Node 20.
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (await createProvider(url)).callback());
    environment = { authorizationServer: url, api: url };
  });
  afterAll(() => {
    vi.restoreAllMocks();
    server.close();
    server.closeAllConnections();
  });

  async function tokenFor(options: Partial<LinxoOptions>, scope: 'users_create' | 'accounts_read' | 'profile') {
    await using connect = createLinxo({ environment, ...CLIENT, policy: { retries: 0 }, ...options });
    const subject = scope === 'profile' ? USER : 'client';
    return await connect.tokens.getAccessToken({ subject, scopes: [scope] });
  }

  it('the raw pair is refused, and the error says which encoding to try', async () => {
    await expect(tokenFor({}, 'users_create')).rejects.toMatchObject({
      code: 'ERR_CLIENT_REJECTED',
      message: expect.stringContaining("clientAuthentication: 'client_secret_basic'") as string,
    });
  });

  it('the form-encoded pair is served', async () => {
    const token = await tokenFor(FORM_ENCODED, 'users_create');
    expect(token.scopes).toEqual(['users_create']);
    expect(token.expiresInMs()).toBeGreaterThan(60_000);
  });

  it('the password flow is served: by credentials in the body, and by the form-encoded pair', async () => {
    for (const options of [BY_BODY, FORM_ENCODED]) {
      const token = await tokenFor(options, 'profile');
      expect([token.scopes, token.tokenType]).toEqual([['profile'], 'Bearer']);
      expect(token.expiresInMs()).toBeGreaterThan(500_000);
    }
  });

  it.each<[string, 'users_create' | 'accounts_read' | 'profile', Partial<LinxoOptions>, string, string]>([
    ['a wrong secret', 'users_create', { clientSecret: 'wrong' }, 'ERR_CLIENT_REJECTED', 'invalid_client'],
    ['an unknown client', 'users_create', { clientId: 'nobody' }, 'ERR_CLIENT_REJECTED', 'invalid_client'],
    [
      'a grant that the client may not use',
      'users_create',
      { clientId: 'no-grant', clientSecret: 'secret' },
      'ERR_CLIENT_REJECTED',
      'invalid_request',
    ],
    [
      'a client that may not serve users',
      'profile',
      { provider: 'linxoConnect' },
      'ERR_CLIENT_REJECTED',
      'unauthorized_client',
    ],
    ['a scope that the client may not have', 'accounts_read', {}, 'ERR_SCOPE_REJECTED', 'invalid_scope'],
  ])('%s is told apart', async (_, scope, options, code, error) => {
    await expect(tokenFor({ ...FORM_ENCODED, ...options }, scope)).rejects.toMatchObject({ code, upstream: { error } });
  });

  it("a user's wrong password is the user's credentials, not the application's", async () => {
    await using connect = createLinxo({ environment, ...BY_BODY, policy: { retries: 0 } });
    const subject = { ...USER, password: 'wrong' };
    await expect(connect.tokens.getAccessToken({ subject, scopes: ['profile'] })).rejects.toMatchObject({
      code: 'ERR_CREDENTIALS_REJECTED',
      upstream: { status: 400, error: 'invalid_grant' },
    });
  });
});
