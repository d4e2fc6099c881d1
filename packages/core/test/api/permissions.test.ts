import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src/index.ts';
import { CAMILLE, failureOf, READING, withApi } from './with-api.ts';

const world = withApi();
/** The client as JavaScript callers without types see it. */
type Untyped = Record<'get' | 'post' | 'put' | 'delete', (path: unknown, options?: object) => Promise<unknown>> &
  Pick<ApiClient, 'request' | 'actingFor'> & { paginate(path: unknown): AsyncIterator<unknown> };

const reading = () => world.connect().api(READING) as unknown as Untyped;

describe('an endpoint', () => {
  it.each<[string, (api: Untyped) => Promise<unknown>]>([
    ['POST /accounts', (api) => api.post('/accounts', { body: {} })],
    ['PUT /users/{id}', (api) => api.put('/users/{id}', { path: { id: 'me' }, body: {} })],
    ['DELETE /connections/{id}', (api) => api.delete('/connections/{id}', { path: { id: '1' } })],
    ['POST /users, by name', (api) => api.request('POST /users', { body: {} })],
    ['GET /queues/{id}', (api) => api.get('/queues/{id}', { path: { id: '1' } })],
  ])('that the declared scopes do not open is refused before anything is sent: %s', async (_, call) => {
    const error = await failureOf(call(reading()));
    expect([error.code, error.status, error.expose]).toEqual(['ERR_ENDPOINT_NOT_PERMITTED', 500, false]);
    expect(error.message).toContain('declared: transactions_read profile');
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it.each<[string, unknown]>([
    ['unknown', '/loans'],
    ['with a value in its path', '/accounts/123'],
    ['with a query in its path', '/accounts?limit=1'],
    ['with dots', '/accounts/../transactions'],
    ['absolute', 'https://evil.example/accounts'],
    ['in other letters', '/Accounts'],
    ['with a trailing slash', '/accounts/'],
    ['undefined', undefined],
    ['__proto__', '__proto__'],
  ])('that is %s is refused before anything is sent', async (_, path) => {
    const api = reading();
    const errors = [await failureOf(api.get(path)), await failureOf(api.request(`GET ${String(path)}?`))];
    expect(errors.map(({ code }) => code)).toEqual(Array(2).fill('ERR_ENDPOINT_NOT_PERMITTED'));
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it('is refused by paginate() with its first item', async () => {
    expect((await failureOf(() => reading().paginate('/loans').next() as Promise<unknown>)).code).toBe(
      'ERR_ENDPOINT_NOT_PERMITTED',
    );
  });

  it('that needs no scope is permitted with any token', async () => {
    expect(await reading().get('/categories')).not.toHaveLength(0);
  });
});

describe('the endpoints option', () => {
  const wanted = { subject: CAMILLE, scopes: ['accounts_read'] } as const;

  it('adds an endpoint, which request() calls and whose answer it returns unchecked', async () => {
    const connect = world.connect({ endpoints: { 'GET /loans/{id}': { anyOf: ['accounts_read'] } } });
    world.sandbox.faults.next('api', { kind: 'body', body: '{"odd":[1]}' });
    const answer = await connect.api(wanted).request('GET /loans/{id}', { path: { id: 'a/b' }, query: { deep: true } });
    expect(answer).toEqual({ odd: [1] });
    expect(world.sandbox.log.apiCalls[0]).toMatchObject({ path: '/v2.1/loans/a%2Fb', query: { deep: 'true' } });
  });

  it('refuses the added endpoint without the scopes that it names', async () => {
    const connect = world.connect({ endpoints: { 'PATCH /accounts/{id}': { anyOf: ['accounts_manage'] } } });
    const call = { path: { id: '1' }, body: { name: 'x' } };
    expect((await failureOf(connect.api(wanted).request('PATCH /accounts/{id}', call))).code).toBe(
      'ERR_ENDPOINT_NOT_PERMITTED',
    );
    world.sandbox.faults.next('api', { kind: 'status', status: 204 });
    const managing = connect.api({ ...wanted, scopes: ['accounts_manage'] });
    expect(await managing.request('PATCH /accounts/{id}', call)).toBeUndefined();
    expect(world.sandbox.log.apiCalls.map(({ method, body }) => [method, body])).toEqual([['PATCH', '{"name":"x"}']]);
  });

  it('corrects the path and the scopes of an endpoint, which code still calls by its name', async () => {
    const connect = world.connect({
      endpoints: {
        'GET /accounts/{id}': { at: 'GET /accounts/one/{id}' },
        'GET /transactions': { anyOf: ['accounts_read'] },
      },
    });
    const api = connect.api(wanted);
    await failureOf(api.get('/accounts/{id}', { path: { id: '12' } }));
    await failureOf(api.request('GET /transactions'));
    expect(world.sandbox.log.apiCalls.map(({ path }) => path)).toEqual(['/v2.1/accounts/one/12', '/v2.1/transactions']);
  });

  it('removes an endpoint', async () => {
    const api = world.connect({ endpoints: { 'GET /accounts': null } }).api(wanted);
    expect((await failureOf(api.get('/accounts'))).code).toBe('ERR_ENDPOINT_NOT_PERMITTED');
  });
});

describe('request()', () => {
  it('takes parameters that are not in the catalogue, and does not check the answer', async () => {
    world.sandbox.faults.next('api', { kind: 'body', body: '[{"surprise":true}]' });
    const answer = await world
      .connect()
      .api(READING)
      .request('GET /accounts', { query: { expand: ['a', 'b'] } });
    expect(answer).toEqual([{ surprise: true }]);
  });
});
