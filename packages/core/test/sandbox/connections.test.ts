/** Tests connections, synchronizations, event queues, keys, manual accounts and reference data. */

import { describe, expect, it } from 'vitest';
import { call, get, sandboxForTest, userToken } from './helpers.ts';

interface Thing {
  readonly id: string;
  readonly status: string;
  readonly connection_id: string;
  readonly logo_url: string;
}

const ALL = 'transactions_read accounts_manage connections_manage connections_sync';

describe('a connection', () => {
  it('that is synchronized shows as RUNNING, then as SUCCESS, and the queue hears of it', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Infinity } });
    const token = await userToken(sandbox, ALL);
    const [{ id }] = await get<[Thing]>(sandbox, token, '/connections');
    const queue = (await (await call(sandbox, token, '/queues', { method: 'POST' })).json()) as Thing;
    expect((await call(sandbox, token, `/connections/${id}/sync?type=ALL`, { method: 'POST' })).status).toBe(204);
    const statusNow = async (): Promise<string> => (await get<Thing>(sandbox, token, `/connections/${id}`)).status;
    expect(sandbox.synchronizations.running).toEqual([id]);
    for (let stage = 1; stage < 4; stage += 1) {
      sandbox.synchronizations.step(id);
      expect(await statusNow()).toBe('RUNNING');
    }
    sandbox.synchronizations.step(id);
    expect([await statusNow(), sandbox.synchronizations.running]).toEqual(['SUCCESS', []]);
    expect(await get(sandbox, token, `/queues/${queue.id}`)).toMatchObject([
      { event_type: 'UPDATED', resource: { id } },
    ]);
    expect(await get(sandbox, token, `/queues/${queue.id}`)).toEqual([]);
  });

  it('can be synchronized with all others at once, in the two documented ways only', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, ALL);
    const sync = async (type: string): Promise<number> =>
      (await call(sandbox, token, `/connections/sync?type=${type}`, { method: 'POST' })).status;
    expect(await sync('NONE')).toBe(400);
    expect(await sync('LIST_ACCOUNTS')).toBe(204);
    const connections = await get<Thing[]>(sandbox, token, '/connections');
    expect(new Set(connections.map(({ status }) => status))).toEqual(new Set(['RUNNING']));
  });

  it('can be added, changed and deleted, with its accounts', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: 0 } });
    const token = await userToken(sandbox, ALL);
    const before = await get<Thing[]>(sandbox, token, '/accounts');
    const added = await call(sandbox, token, '/connections', { method: 'POST', json: { provider_id: '9104' } });
    expect(added.status).toBe(201);
    const { id } = (await added.json()) as Thing;
    expect(await get<Thing[]>(sandbox, token, '/accounts')).toHaveLength(before.length + 3);
    const json = { credentials: [{ id: '2', value: '123456' }] };
    expect((await call(sandbox, token, `/connections/${id}`, { method: 'PUT', json })).status).toBe(200);
    expect((await call(sandbox, token, `/connections/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await get<Thing[]>(sandbox, token, '/accounts')).toEqual(before);
    const unknown = { method: 'POST', json: { provider_id: '1' } };
    expect((await call(sandbox, token, '/connections', unknown)).status).toBe(404);
  });
});

describe('a manual account', () => {
  it('can be created, changed and deleted', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_manage');
    const json = { name: 'Tirelire', type: 'SAVINGS', balance: 12.5 };
    const created = await call(sandbox, token, '/accounts', { method: 'POST', json });
    expect(created.status).toBe(201);
    const account = (await created.json()) as Thing;
    expect(account).toMatchObject({ ...json, status: 'MANUAL', currency: 'EUR', usage: 'PERSONAL' });
    const path = `/accounts/${account.id}`;
    await call(sandbox, token, path, { method: 'PUT', json: { name: 'Cagnotte' } });
    expect(await get(sandbox, token, path)).toEqual({ ...account, name: 'Cagnotte' });
    expect((await call(sandbox, token, path, { method: 'DELETE' })).status).toBe(204);
    expect((await call(sandbox, token, path)).status).toBe(404);
  });

  it('is the only kind whose balance can be set, in whole cents', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_manage');
    const [atBank] = await get<[Thing]>(sandbox, token, '/accounts');
    const refused = await call(sandbox, token, `/accounts/${atBank.id}`, { method: 'PUT', json: { balance: 5 } });
    expect(refused.status).toBe(400);
    for (const [balance, kept] of [
      [0.1 + 0.2, 0.3],
      [-1.239, -1.24],
      [1e307, 1e307],
    ] as const) {
      const json = { name: 'Tirelire', type: 'SAVINGS', balance };
      const created = await call(sandbox, token, '/accounts', { method: 'POST', json });
      expect(await created.json()).toMatchObject({ balance: kept });
    }
  });

  it('is refused without a name, with an unknown type, and as anything but JSON', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_manage');
    const response = await call(sandbox, token, '/accounts', { method: 'POST', json: { type: 'GOLD' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error_description: expect.stringMatching(/^The body: name: is missing; type: must be /),
    });
    expect((await call(sandbox, token, '/accounts', { method: 'POST' })).status).toBe(400);
  });
});

describe('the rest of the API', () => {
  it('lists banks and categories, and makes keys', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'connections_manage transactions_read');
    const [provider] = await get<[Thing]>(sandbox, token, '/providers');
    expect(await get(sandbox, token, `/providers/${provider.id}`)).toEqual(provider);
    const logo = await fetch(provider.logo_url);
    expect([logo.headers.get('content-type'), await logo.text()]).toEqual([
      'image/svg+xml',
      expect.stringMatching(/^<svg\s.*<\/svg>$/s),
    ]);
    expect(await get(sandbox, token, '/connections')).toMatchObject([{ logo_url: provider.logo_url }, {}]);
    const elsewhere = await fetch(`${sandbox.api.replace('127.0.0.1', 'localhost')}/providers/${provider.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await elsewhere.json()).toMatchObject({ logo_url: provider.logo_url.replace('127.0.0.1', 'localhost') });
    expect(await get<unknown[]>(sandbox, token, '/categories')).toContainEqual(
      expect.objectContaining({ id: 'SUPERMARKET', parent: { id: 'DAILY_LIFE', label: 'Vie quotidienne' } }),
    );
    const key = await call(sandbox, token, '/keys', { method: 'POST' });
    expect(await key.json()).toMatchObject({ public_key: expect.stringContaining('BEGIN PUBLIC KEY') });
  });

  it('knows no other paths, and says which methods a path has', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'openid');
    expect((await call(sandbox, token, '/nowhere')).status).toBe(404);
    const response = await call(sandbox, token, '/accounts/1', { method: 'PATCH' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
    const outside = new URL('/accounts', sandbox.api);
    expect((await fetch(outside, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
  });
});
