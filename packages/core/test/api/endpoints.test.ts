import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src/index.ts';
import { type Endpoint, ENDPOINTS } from '../../src/catalog/endpoints.ts';
import { CAMILLE, withApi } from './with-api.ts';

const world = withApi();
const USER_SCOPES = [
  'profile_edit',
  'accounts_manage',
  'transactions_read',
  'connections_manage',
  'connections_sync',
] as const;

interface Clients {
  readonly user: ApiClient;
  readonly client: ApiClient;
}

const anId = expect.stringMatching(/.+/) as string;
const firstId = async (list: Promise<readonly { readonly id: string }[]>) => (await list)[0]!.id;
const accountId = ({ user }: Clients) => firstId(user.get('/accounts', { query: { limit: 1 } }));
const connectionId = ({ user }: Clients) => firstId(user.get('/connections'));

/** One call of each endpoint by its typed method, with the expected result. */
const CALLS: Readonly<Record<Endpoint, readonly [call: (clients: Clients) => Promise<unknown>, answer: unknown]>> = {
  'POST /users': [
    ({ client }) => client.post('/users', { body: { email: 'new@example.org', password: 'long enough' } }),
    { id: anId },
  ],
  'GET /users/me': [({ user }) => user.get('/users/me'), { email: CAMILLE.username }],
  'GET /users/{id}': [({ user }) => user.get('/users/{id}', { path: { id: 'me' } }), { id: anId }],
  'PUT /users/{id}': [
    ({ user }) => user.put('/users/{id}', { path: { id: 'me' }, body: { first_name: 'Cam' } }),
    { first_name: 'Cam' },
  ],
  'DELETE /users/{id}': [({ user }) => user.delete('/users/{id}', { path: { id: 'me' } }), undefined],

  'GET /accounts': [({ user }) => user.get('/accounts', { query: { limit: 2 } }), [{ id: anId }, { id: anId }]],
  'GET /accounts/{id}': [
    async (all) => all.user.get('/accounts/{id}', { path: { id: await accountId(all) } }),
    { id: anId, currency: 'EUR' },
  ],
  'POST /accounts': [
    ({ user }) => user.post('/accounts', { body: { name: 'Cash', type: 'CHECKINGS' } }),
    { id: anId, name: 'Cash' },
  ],
  'PUT /accounts/{id}': [
    async (all) => all.user.put('/accounts/{id}', { path: { id: await accountId(all) }, body: { name: 'Renamed' } }),
    { name: 'Renamed' },
  ],
  'DELETE /accounts/{id}': [
    async (all) => all.user.delete('/accounts/{id}', { path: { id: await accountId(all) } }),
    undefined,
  ],

  'GET /transactions': [
    ({ user }) => user.get('/transactions', { query: { limit: 1, page: 2 } }),
    [{ id: anId, amount: expect.any(Number) as number }],
  ],
  'GET /transactions/{id}': [
    async ({ user }) =>
      user.get('/transactions/{id}', { path: { id: await firstId(user.get('/transactions', { query: {} })) } }),
    { id: anId },
  ],

  'GET /connections': [({ user }) => user.get('/connections'), [{ id: anId }, { id: anId }]],
  'GET /connections/{id}': [
    async (all) => all.user.get('/connections/{id}', { path: { id: await connectionId(all) } }),
    { id: anId, status: 'SUCCESS' },
  ],
  'POST /connections': [
    ({ user }) => user.post('/connections', { body: { provider_id: '9103' } }),
    { id: anId, status: 'RUNNING' },
  ],
  'PUT /connections/{id}': [
    async (all) =>
      all.user.put('/connections/{id}', { path: { id: await connectionId(all) }, body: { auto_sync: false } }),
    { auto_sync: false },
  ],
  'DELETE /connections/{id}': [
    async (all) => all.user.delete('/connections/{id}', { path: { id: await connectionId(all) } }),
    undefined,
  ],
  'POST /connections/sync': [({ user }) => user.post('/connections/sync', { query: { type: 'ALL' } }), undefined],
  'POST /connections/{id}/sync': [
    async (all) => all.user.post('/connections/{id}/sync', { path: { id: await connectionId(all) } }),
    undefined,
  ],

  'POST /queues': [({ user }) => user.post('/queues'), { id: anId }],
  'GET /queues/{id}': [
    async ({ user }) => user.get('/queues/{id}', { path: { id: (await user.post('/queues')).id } }),
    [],
  ],
  'POST /keys': [({ user }) => user.post('/keys'), { id: anId }],

  'GET /providers': [({ client }) => client.get('/providers', { query: { limit: 1 } }), [{ id: anId }]],
  'GET /providers/{id}': [
    ({ client }) => client.get('/providers/{id}', { path: { id: '9103' } }),
    { id: '9103', name: anId },
  ],
  'GET /categories': [async ({ user }) => (await user.get('/categories')).slice(0, 1), [{ id: anId, label: anId }]],
};

/** The deletion of the user comes last. */
const ORDER = (Object.keys(ENDPOINTS) as Endpoint[]).toSorted(
  (one, other) => Number(one === 'DELETE /users/{id}') - Number(other === 'DELETE /users/{id}'),
);

describe('the typed API client', () => {
  it.each(ORDER)('calls %s at the method and path of the catalogue, and returns the answer', async (endpoint) => {
    const connect = world.connect();
    const clients: Clients = {
      user: connect.api({ subject: CAMILLE, scopes: USER_SCOPES }) as unknown as ApiClient,
      client: connect.api({ subject: 'client', scopes: ['users_create'] }) as unknown as ApiClient,
    };
    const [call, answer] = CALLS[endpoint];
    const result = await call(clients);
    // The result is wrapped, because `toMatchObject` does not accept `undefined`.
    expect({ result }).toMatchObject({ result: answer });
    const last = world.sandbox.log.apiCalls.at(-1);
    // The sandbox treats `me` as one of the ids.
    expect(last?.endpoint).toBe(endpoint === 'GET /users/me' ? 'GET /users/{id}' : endpoint);
    expect(last?.method).toBe(endpoint.split(' ')[0]);
  });
});
