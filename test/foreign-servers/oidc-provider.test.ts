import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo, type LinxoOptions } from '@linxo-guard/core';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLIENT = { clientId: 'the client', clientSecret: 'p:a+s%s&w=/ "\'~' };

describe('against oidc-provider, which reads Basic credentials strictly as RFC 6749 says', () => {
  let server: Server;
  let environment: LinxoOptions['environment'];
  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = {
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: 'users_create profile',
    } as const;
    const provider = new Provider(url, {
      clients: [
        {
          ...client,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
        },
        {
          ...client,
          grant_types: [],
          redirect_uris: [],
          response_types: [],
          client_id: 'no-grant',
          client_secret: 'secret',
        },
      ],
      scopes: ['users_create', 'profile', 'accounts_read'],
      features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    });
    server.on('request', provider.callback());
    environment = { authorizationServer: url, api: url };
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const tokenFor = (options: Partial<LinxoOptions>, ...scopes: ['users_create' | 'accounts_read' | 'profile']) =>
    createLinxo({ environment, ...CLIENT, policy: { retries: 0 }, ...options }).tokens.getAccessToken({
      subject: 'client',
      scopes,
    });

  it('the raw pair is refused, and the error says which encoding to try', async () => {
    await expect(tokenFor({}, 'users_create')).rejects.toMatchObject({
      code: 'ERR_CLIENT_REJECTED',
      message: expect.stringContaining("clientAuthentication: 'client_secret_basic_form_encoded'") as string,
    });
  });

  it('the form-encoded pair is served', async () => {
    const token = await tokenFor({ clientAuthentication: 'client_secret_basic_form_encoded' }, 'users_create');
    expect(token.scopes).toEqual(['users_create']);
    expect(token.expiresInMs()).toBeGreaterThan(60_000);
  });

  it('who is at fault is told apart: secret, grant and scope', async () => {
    const clientAuthentication = 'client_secret_basic_form_encoded';
    await expect(tokenFor({ clientAuthentication, clientSecret: 'wrong' }, 'users_create')).rejects.toMatchObject({
      code: 'ERR_CLIENT_REJECTED',
    });
    await expect(tokenFor({ clientId: 'no-grant', clientSecret: 'secret' }, 'users_create')).rejects.toMatchObject({
      code: 'ERR_CLIENT_REJECTED',
    });
    await expect(tokenFor({ clientAuthentication }, 'accounts_read')).rejects.toMatchObject({
      code: 'ERR_SCOPE_REJECTED',
    });
  });
});
