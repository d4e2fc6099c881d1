/** Tests every endpoint of the API with every scope, by Linxo's documentation. */

import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { call, clientToken, sandboxForTest, userToken } from './helpers.ts';

const USER_SCOPES = [
  'openid',
  'profile',
  'profile_edit',
  'accounts_read',
  'accounts_manage',
  'connections_manage',
  'connections_sync',
  'transactions_read',
] as const;

const READS_ACCOUNTS = ['accounts_read', 'accounts_manage', 'transactions_read'];

/** The scopes that permit each endpoint. The requests change nothing, because ids are unknown and bodies are missing. */
const OPENED_BY: Readonly<Record<string, readonly string[]>> = {
  'GET /users/me': ['profile', 'profile_edit'],
  'PUT /users/me': ['profile_edit'],
  'DELETE /users/0': ['profile_edit'],
  'GET /accounts': READS_ACCOUNTS,
  'GET /accounts/0': READS_ACCOUNTS,
  'POST /accounts': ['accounts_manage'],
  'PUT /accounts/0': ['accounts_manage'],
  'DELETE /accounts/0': ['accounts_manage'],
  'GET /transactions': ['transactions_read'],
  'GET /transactions/0': ['transactions_read'],
  'GET /connections': ['transactions_read'],
  'GET /connections/0': ['transactions_read'],
  'POST /connections': ['connections_manage'],
  'PUT /connections/0': ['connections_manage'],
  'DELETE /connections/0': ['connections_manage'],
  'POST /connections/sync': ['connections_sync'],
  'POST /connections/0/sync': ['connections_sync'],
  'POST /queues': ['connections_manage'],
  'GET /queues/0': ['connections_manage'],
  'POST /keys': ['connections_manage'],
  'GET /providers': USER_SCOPES,
  'GET /providers/9101': USER_SCOPES,
  'GET /categories': USER_SCOPES,
  'POST /users': [],
};

/** Returns true if the request was refused because of a missing scope, and for no other reason. */
async function lacksScope(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const { error_description: why } = (await response.json()) as { error_description: string };
  return why.includes('lacks the scope');
}

describe('the API', () => {
  it.each(Object.entries(OPENED_BY))('opens %s to %j only', async (endpoint, scopes) => {
    const sandbox = await sandboxForTest();
    const [method = '', path = ''] = endpoint.split(' ');
    const opening = await Promise.all(
      USER_SCOPES.map(async (scope) => {
        const response = await call(sandbox, await userToken(sandbox, scope), path, { method });
        return (await lacksScope(response)) ? [] : [scope];
      }),
    );
    expect(opening.flat().toSorted()).toEqual(scopes.toSorted());
  });

  it('looks for the literal scope only where inclusions are not honoured', async () => {
    const sandbox = await sandboxForTest({ rules: { honourInclusions: false } });
    const status = async (scope: string, path: string): Promise<number> =>
      (await call(sandbox, await userToken(sandbox, scope), path)).status;
    expect(await status('accounts_manage', '/accounts')).toBe(403);
    expect(await status('accounts_manage accounts_read', '/accounts')).toBe(200);
    expect(await status('profile_edit', '/users/me')).toBe(403);
    sandbox.rules.honourInclusions = true;
    expect(await status('profile_edit', '/users/me')).toBe(200);
  });

  it('wants a user, not a client, for what belongs to users', async () => {
    const sandbox = await sandboxForTest();
    const response = await call(sandbox, await clientToken(sandbox, 'accounts_read'), '/accounts');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: 'FORBIDDEN' });
  });

  it('lets a client create users, but not one without the scope, and no user', async () => {
    const sandbox = await sandboxForTest();
    const create = async (token: string): Promise<number> =>
      (await call(sandbox, token, '/users', { method: 'POST', json: { email: 'new@example.org', password: 'p' } }))
        .status;
    expect(await create(await clientToken(sandbox, 'openid'))).toBe(403);
    sandbox.allow(SANDBOX_USERS.camille.username, ['users_create', 'profile']);
    expect(await create(await userToken(sandbox, 'profile'))).toBe(403);
    expect(await create(await clientToken(sandbox, 'users_create'))).toBe(201);
  });
});
