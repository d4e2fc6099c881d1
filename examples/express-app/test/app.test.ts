import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createLinxo, type Linxo } from '@linxo-guard/core';
import { checkScopesManifest } from '@linxo-guard/core/routes';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { describeRoutes } from '@linxo-guard/express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';

const { camille, mehdi } = SANDBOX_USERS;
const CALLERS: Readonly<Record<string, { username: string; password: string }>> = {
  Camille: camille,
  Mehdi: mehdi,
  'a wrong password': { ...camille, password: 'not-her-password' },
};

describe('the application', () => {
  let sandbox: Sandbox;
  let connect: Linxo;
  let server: Server;
  beforeAll(async () => {
    sandbox = await startSandbox();
    connect = createLinxo(sandbox.options);
    server = createServer(createApp(connect)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await connect.close();
    await sandbox.close();
  });

  async function send(method: string, path: string, user?: { username: string; password: string }, body?: unknown) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(user
          ? { authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}` }
          : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown> & unknown[],
    };
  }

  it('requires the scopes of linxo-scopes.json, which `npm run scopes` writes', async () => {
    const manifest = new URL('../linxo-scopes.json', import.meta.url);
    await expect(checkScopesManifest(describeRoutes(createApp(connect)), manifest)).resolves.toBeUndefined();
  });

  it.each([
    ['GET', '/profile', 'Camille', 200],
    ['GET', '/connections', 'Camille', 200],
    ['GET', '/accounts', 'Camille', 200],
    ['GET', '/accounts', 'Mehdi', 200],
    ['GET', '/transactions?limit=10&page=3', 'Camille', 200],
    ['GET', '/accounts', 'nobody', 401],
    ['GET', '/transactions', 'Mehdi', 403],
    ['GET', '/accounts', 'a wrong password', 403],
    ['GET', '/accounts/none', 'Camille', 404],
    ['GET', '/transactions?limit=501', 'Camille', 400],
    ['GET', '/transactions?page=zero', 'Camille', 400],
  ])('%s %s by %s answers %i', async (method, path, who, status) => {
    expect((await send(method, path, CALLERS[who])).status).toBe(status);
  });

  it('serves real data, one account by its id, and one page of transactions', async () => {
    const { body: accounts } = await send('GET', '/accounts', camille);
    expect(accounts).toHaveLength(7);
    const { id } = accounts[0] as { id: string };
    expect((await send('GET', `/accounts/${id}`, camille)).body).toMatchObject({ id });
    expect((await send('GET', `/transactions?limit=10&account_id=${id}`, camille)).body).toHaveLength(10);
  });

  it('creates a user for who is signed in, and the new user can sign in at once', async () => {
    const user = { email: 'new@example.org', password: 'a-long-new-password' };
    const created = await send('POST', '/users', camille, user);
    expect([created.status, created.headers.get('location')]).toEqual([201, `/users/${created.body['id'] as string}`]);
    expect((await send('GET', '/accounts', { username: user.email, password: user.password })).body).toEqual([]);
    expect((await send('POST', '/users', camille, user)).status).toBe(409);
    expect((await send('POST', '/users', camille, { email: 'new', password: 'short' })).status).toBe(400);
  });

  it('sent one token request for each set of scopes of each user', () => {
    const asked = sandbox.log.tokenRequests.map(({ username, scopeAsked, status }) =>
      [username, scopeAsked, status].join(' '),
    );
    expect(new Set(asked).size).toBe(asked.length);
  });
});
