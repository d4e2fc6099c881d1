/**
 * Tests users, who are created by the client, log in, change and delete themselves, and admin mode, in which a client acts for
 * a user.
 */

import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { call, clientToken, get, sandboxForTest, userToken } from './helpers.ts';

const NEW = { email: 'new@example.org', password: 'a new password' };
const LOGIN = { username: NEW.email, password: NEW.password };

describe('a user', () => {
  it('is created with an empty answer and a Location, and can log in at once', async () => {
    const sandbox = await sandboxForTest();
    const client = await clientToken(sandbox, 'users_create');
    const response = await call(sandbox, client, '/users', { method: 'POST', json: NEW });
    expect(response.status).toBe(201);
    expect(await response.text()).toBe('');
    const id = response.headers.get('location')?.split('/').at(-1);
    const token = await userToken(sandbox, 'profile accounts_read', LOGIN);
    expect(await get(sandbox, token, `/users/${id}`)).toMatchObject({ id, email: NEW.email, email_verified: false });
    expect(await get(sandbox, token, '/accounts')).toEqual([]);
  });

  it('is created once per mail address, and with a password of 72 characters at most', async () => {
    const sandbox = await sandboxForTest();
    const client = await clientToken(sandbox, 'users_create');
    const create = async (json: unknown): Promise<number> =>
      (await call(sandbox, client, '/users', { method: 'POST', json })).status;
    expect(await create({ ...NEW, password: 'x'.repeat(73) })).toBe(400);
    expect(await create({ email: 'nobody' })).toBe(400);
    expect(await create({ ...NEW, password: 'x'.repeat(72) })).toBe(201);
    expect(await create(NEW)).toBe(409);
    expect(await create({ ...NEW, email: SANDBOX_USERS.camille.username })).toBe(409);
  });

  it('sees and changes the own profile, and nobody else’s', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'profile profile_edit');
    const { id: other } = sandbox.user(SANDBOX_USERS.jules.username);
    expect((await call(sandbox, token, `/users/${other}`)).status).toBe(403);
    const changes = { first_name: 'Camille-Anne', address: { postcode: '29000' }, password: 'changed' };
    expect((await call(sandbox, token, '/users/me', { method: 'PUT', json: changes })).status).toBe(200);
    expect(await get(sandbox, token, '/users/me')).toMatchObject({ first_name: 'Camille-Anne', last_name: 'Kervella' });
    await expect(userToken(sandbox, 'profile')).rejects.toThrow('invalid_grant');
    await userToken(sandbox, 'profile', sandbox.user(SANDBOX_USERS.camille.username));
  });

  it('is deleted with everything, tokens and log-in included', async () => {
    const sandbox = await sandboxForTest();
    const [token, other] = await Promise.all([userToken(sandbox, 'profile_edit'), userToken(sandbox, 'accounts_read')]);
    expect((await call(sandbox, token, '/users/me', { method: 'DELETE' })).status).toBe(204);
    expect((await call(sandbox, token, '/users/me')).status).toBe(401);
    expect((await call(sandbox, other, '/accounts')).status).toBe(401);
    await expect(userToken(sandbox, 'profile')).rejects.toThrow('invalid_grant');
  });
});

describe('admin mode', () => {
  const actFor = (id: string, scope?: string): Record<string, string> => ({
    'x-linxo-user-id': id,
    ...(scope === undefined ? {} : { 'x-scope': scope }),
  });

  it('lets a client read for a user, within both its own scopes and those of x-scope', async () => {
    const sandbox = await sandboxForTest();
    const client = await clientToken(sandbox, 'accounts_read transactions_read');
    const { id } = sandbox.user(SANDBOX_USERS.camille.username);
    const status = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await call(sandbox, client, path, { headers })).status;
    expect(await status('/accounts', actFor(id, 'accounts_read'))).toBe(200);
    expect(await status('/transactions', actFor(id, 'accounts_read'))).toBe(403);
    expect(await status('/transactions', actFor(id, 'accounts_read transactions_read'))).toBe(200);
    expect(await status('/users/me', actFor(id, 'profile'))).toBe(403);
    expect(await status('/accounts', actFor(id))).toBe(400);
    expect(await status('/accounts', actFor('0', 'accounts_read'))).toBe(404);
  });

  it('shows the user that was named', async () => {
    const sandbox = await sandboxForTest();
    const client = await clientToken(sandbox, 'profile');
    const { id, username } = sandbox.user(SANDBOX_USERS.jules.username);
    const response = await call(sandbox, client, '/users/me', { headers: actFor(id, 'profile') });
    expect(await response.json()).toMatchObject({ id, email: username });
  });

  it('is for clients only', async () => {
    const sandbox = await sandboxForTest();
    const { id } = sandbox.user(SANDBOX_USERS.jules.username);
    const token = await userToken(sandbox, 'accounts_read');
    const response = await call(sandbox, token, '/accounts', { headers: actFor(id, 'accounts_read') });
    expect(response.status).toBe(403);
  });
});
