import { describe, expect, it } from 'vitest';
import { RESPONSES } from '../../src/api/responses.ts';
import type { Endpoint } from '../../src/catalog/endpoints.ts';
import { ACCOUNT, CATEGORY, CONNECTION, PROVIDER, TRANSACTION, USER } from './payloads.ts';
import { bareServer, failureOf, READING, shown, withApi } from './with-api.ts';

const world = withApi();
const API = {
  ...READING,
  scopes: ['profile_edit', 'transactions_read', 'accounts_manage', 'connections_sync'],
} as const;

/** Returns a client whose API answers with this status, body and headers. */
async function answering(body: string, status = 200, headers: Record<string, string> = {}) {
  const server = await bareServer((_, response) => void response.writeHead(status, headers).end(body));
  return world.connect({ environment: { ...world.sandbox.options.environment, api: server.origin } }).api(API);
}

/** A payload of each kind of resource, and its essential fields. */
const THINGS: readonly [
  endpoint: Endpoint,
  payload: Readonly<Record<string, unknown>>,
  essential: readonly string[],
][] = [
  ['GET /accounts/{id}', ACCOUNT, ['id', 'currency', 'balance']],
  ['GET /transactions/{id}', TRANSACTION, ['id', 'account_id', 'currency', 'amount', 'date']],
  ['GET /connections/{id}', CONNECTION, ['id', 'status']],
  ['GET /users/me', USER, ['id']],
  ['GET /providers/{id}', PROVIDER, ['id', 'name']],
];

describe.each(THINGS)('the schema of %s', (endpoint, payload, essential) => {
  const parse = (value: unknown) => RESPONSES[endpoint].safeParse(value);

  it("passes Linxo's payloads through unchanged", () => {
    expect(parse(payload)).toEqual({ success: true, data: payload });
  });

  it('passes new fields and new values of enumerations through', () => {
    const newer: Record<string, unknown> = { ...payload, brand_new: { deep: [1] } };
    for (const name of ['type', 'status', 'usage', 'origin', 'gender']) if (name in payload) newer[name] = 'BRAND_NEW';
    expect(parse(newer)).toEqual({ success: true, data: newer });
  });

  it('converts numeric ids to text', () => {
    expect(parse({ ...payload, id: 12 })).toMatchObject({ data: { id: '12' } });
  });

  it('refuses an id that JavaScript has rounded, because it may be another one', () => {
    expect(parse({ ...payload, id: 2 ** 53 }).success).toBe(false);
  });

  it('accepts null and absence for all fields but the essential ones', () => {
    for (const name of Object.keys(payload)) {
      const isEssential = essential.includes(name);
      const { [name]: _, ...without } = payload;
      expect([name, parse({ ...payload, [name]: null }).success]).toEqual([name, !isEssential]);
      expect([name, parse(without).success]).toEqual([name, !isEssential]);
    }
  });
});

it('the schema of GET /categories passes the tree through', () => {
  expect(RESPONSES['GET /categories'].parse([CATEGORY, { id: 'TOP', new: 1 }])).toEqual([
    CATEGORY,
    { id: 'TOP', new: 1 },
  ]);
});

describe('an answer', () => {
  it('that lacks an essential field is refused with an error that names the path, but no values', async () => {
    const accounts = [ACCOUNT, { ...ACCOUNT, balance: 'secret-balance', currency: undefined, iban: 7 }];
    const error = await failureOf((await answering(JSON.stringify(accounts))).get('/accounts'));
    expect(error.code).toBe('ERR_INVALID_API_RESPONSE');
    for (const path of ['1.balance', '1.currency', '1.iban']) expect(error.message).toContain(path);
    for (const value of ['secret-balance', ACCOUNT.iban, ACCOUNT.name]) expect(shown(error)).not.toContain(value);
  });

  it('of an update is checked in the same way', async () => {
    const { balance: _, ...without } = ACCOUNT;
    const api = await answering(JSON.stringify(without));
    const error = await failureOf(api.put('/accounts/{id}', { path: { id: '1' }, body: {} }));
    expect(error.message).toContain('balance');
  });

  it.each([
    [204, ''],
    [200, ''],
    [202, ' \r\n'],
  ])('of an update may be empty (%i %j)', async (status, body) => {
    const api = await answering(body, status);
    expect(await api.put('/accounts/{id}', { path: { id: '1' }, body: {} })).toBeUndefined();
  });

  it('to a deletion or a synchronization of one connection gives undefined, whatever it contains', async () => {
    const api = await answering('{"done":true}');
    expect(await api.delete('/accounts/{id}', { path: { id: '1' } })).toBeUndefined();
    expect(await api.post('/connections/{id}/sync', { path: { id: '1' } })).toBeUndefined();
    expect(await api.post('/connections/sync')).toEqual({ done: true });
  });

  it('may begin with a byte order mark', async () => {
    const api = await answering(`\ufeff${JSON.stringify(USER)}`);
    expect(await api.get('/users/me')).toMatchObject({ id: '3' });
  });

  it('cannot change the prototype of objects', async () => {
    const api = await answering('{"id":"1","__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}');
    const user = await api.get('/users/me');
    expect(Object.getPrototypeOf(user)).toBe(Object.prototype);
    expect((user as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });
});

describe('the id of a created resource', () => {
  const LOCATION = 'https://api.example/v2.1/accounts/70000001';

  it.each<[string, number, string, Record<string, string>, string]>([
    ['Location', 201, '', { location: LOCATION }, '70000001'],
    ['a Location that is a path', 201, '', { location: '/v2.1/accounts/70000001' }, '70000001'],
    ['a Location that is relative', 201, '', { location: '70000001' }, '70000001'],
    ['a Location with a slash and a query', 201, '', { location: `${LOCATION}/?a=b/c#d` }, '70000001'],
    ['a Location that is encoded', 201, '', { location: '/accounts/a%2Fb' }, 'a/b'],
    ['a Location that is encoded wrongly', 201, '', { location: '/accounts/100%' }, '100%'],
    ['Location, with an empty 200', 200, '', { location: LOCATION }, '70000001'],
    ['Location, with an object that has none', 201, '{"name":"x"}', { location: LOCATION }, '70000001'],
    ['Location, with null', 201, 'null', { location: LOCATION }, '70000001'],
    ['the body, before Location', 201, '{"id":"1"}', { location: LOCATION }, '1'],
    ['the body', 200, '{"id":1}', {}, '1'],
  ])('is read from %s', async (_, status, body, headers, id) => {
    const api = await answering(body, status, headers);
    expect((await api.post('/accounts', { body: {} })).id).toBe(id);
  });

  it.each<[string, string, Record<string, string>]>([
    ['there is no Location', '', {}],
    ['Location is empty', '', { location: '' }],
    ['Location is a bare slash', '', { location: '/' }],
    ['Location is a host', '', { location: 'https://api.example.com' }],
    ['Location is the list itself', '', { location: '/v2.1/accounts/' }],
    ['the body is a list', '[]', { location: LOCATION }],
  ])('is missing if %s', async (_, body, headers) => {
    const api = await answering(body, 201, headers);
    expect((await failureOf(api.post('/accounts', { body: {} }))).code).toBe('ERR_INVALID_API_RESPONSE');
  });
});
