import { describe, expect, it } from 'vitest';
import { bareServer, failureOf, READING, sendJson, withApi } from './with-api.ts';

const world = withApi();
const MANAGING = { ...READING, scopes: ['accounts_manage', 'profile_edit'] } as const;

/** Returns an instance whose API is a plain server that answers every request with the same JSON. */
async function onBareApi(answer: unknown = {}, options: Parameters<typeof world.connect>[0] = {}) {
  const server = await bareServer((_, response) => sendJson(response, answer));
  const environment = { ...world.sandbox.options.environment, api: `${server.origin}/v2.1` };
  return { server, connect: world.connect({ environment, ...options }) };
}

describe('an API call', () => {
  it('sends method, path, query and token, and nothing else', async () => {
    const { server, connect } = await onBareApi([]);
    await connect.api(READING).get('/accounts', { query: { limit: 5, q: 'été & co', status: ['ACTIVE', 'ERROR'] } });
    const { value } = await connect.tokens.getAccessToken(READING);
    const [{ method, url, headers, body }] = server.seen as [(typeof server.seen)[0]];
    expect({ method, url, body }).toEqual({
      method: 'GET',
      url: '/v2.1/accounts?limit=5&q=%C3%A9t%C3%A9+%26+co&status=ACTIVE%2CERROR',
      body: '',
    });
    expect(headers).toMatchObject({ authorization: `Bearer ${value}`, accept: 'application/json' });
    for (const absent of ['content-type', 'cookie', 'x-linxo-user-id', 'x-scope'])
      expect(headers).not.toHaveProperty(absent);
  });

  it('sends a body as JSON', async () => {
    const { server, connect } = await onBareApi({ id: '1', currency: 'EUR', balance: 0 });
    const body = { name: 'Épargne \ud83d\ude00', balance: 1.5 };
    await connect.api(MANAGING).put('/accounts/{id}', { path: { id: '1' }, body });
    expect(server.seen[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(server.seen[0]!.body)).toEqual(body);
  });

  it('sends times as seconds since the epoch', async () => {
    const { server, connect } = await onBareApi([]);
    const query = { start_date: new Date('2026-11-03T10:00:00.900Z'), end_date: new Date('1969-12-31T23:59:59.500Z') };
    await connect.api(READING).get('/transactions', { query });
    expect(server.seen[0]?.url).toBe('/v2.1/transactions?start_date=1793700000&end_date=-1');
  });

  it('leaves out undefined values, in a list too', async () => {
    const { server, connect } = await onBareApi([]);
    const status = ['ACTIVE', undefined] as unknown as string[];
    await connect.api(READING).get('/accounts', { query: { q: undefined, status, usage: [] } });
    expect(server.seen[0]?.url).toBe('/v2.1/accounts?status=ACTIVE');
  });

  it('goes through the fetch of the options, and so does its repetition after a 401', async () => {
    const urls: string[] = [];
    const connect = world.connect({ fetch: (url, init) => (urls.push(new URL(url).pathname), fetch(url, init)) });
    const token = await connect.tokens.getAccessToken(READING);
    world.sandbox.revoke(token.value);
    await connect.api(READING).get('/connections');
    expect(urls).toEqual(['/token', '/v2.1/connections', '/token', '/v2.1/connections']);
  });
});

describe('admin mode', () => {
  it('opens no more endpoints than the declared scopes do', async () => {
    const api = world.connect().api({ subject: 'client', scopes: ['transactions_read'] });
    const error = await failureOf(api.actingFor('1').request('POST /users', { body: {} }));
    expect(error.code).toBe('ERR_ENDPOINT_NOT_PERMITTED');
  });

  it("sends the application's token with the user's id and the declared scopes", async () => {
    const { sandbox } = world;

    const api = world.connect().api({ subject: 'client', scopes: ['transactions_read'] });
    const { id } = sandbox.user(READING.subject.username);
    const accounts = await api.actingFor(id).get('/accounts');
    expect(accounts).toHaveLength(7);
    const { headers } = sandbox.log.apiCalls[0]!;
    expect(headers).toMatchObject({ 'x-linxo-user-id': id, 'x-scope': 'accounts_read transactions_read' });
  });

  it.each([
    ['a line break', '12\r\nx-scope: profile_edit'],
    ['a space', '1 2'],
    ['letters beyond ASCII', 'é'],
    ['nothing', ''],
    ['undefined', undefined],
    ['null', null],
    ['a list', ['12']],
  ])('refuses a user id that is, or holds, %s', async (_, id) => {
    const api = world.connect().api({ subject: 'client', scopes: ['transactions_read'] });
    const error = await failureOf(async () => api.actingFor(id as string).get('/accounts'));
    expect(error.code).toBe('ERR_INVALID_REQUEST');
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });
});
