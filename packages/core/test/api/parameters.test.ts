import { Readable } from 'node:stream';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient, OpenedBy } from '../../src/index.ts';
import { type BareServer, bareServer, failureOf, READING, sendJson, shown, withApi } from './with-api.ts';

const world = withApi();
let server: BareServer;
const scopes = ['transactions_read', 'accounts_manage', 'connections_sync'] as const;
let api: ApiClient<OpenedBy<(typeof scopes)[number]>>;
beforeEach(async () => {
  server = await bareServer((_, response) => sendJson(response, []));
  const environment = { ...world.sandbox.options.environment, api: `${server.origin}/v2.1` };
  api = world.connect({ environment }).api({ ...READING, scopes });
});

const NASTY = [
  '..', '.', '%2e%2e', '../transactions', '..\\transactions', 'a/b', 'a?b=c', 'a#b', 'a%2Fb', 'a;b', ' ', '\0', '\r\n',
  '//evil.example', 'https://evil.example/', '@evil.example', 'é', '😀', '\ud800', 'me', '{id}', '$&', '$1', '+', '%', '',
]; // prettier-ignore
const anyText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('a path parameter', () => {
  it('of any text arrives as one segment, or is refused without being shown', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (id) => {
        const before = server.seen.length;
        const call = api.request('POST /connections/{id}/sync', { path: { id } });
        const error = await call.then(
          () => undefined,
          (thrown: unknown) => thrown as { code: string; message: string },
        );
        const segments = server.seen.slice(before).map(({ url }) => url.split('/').map(decodeURIComponent));
        const refusals = error ? [error.code] : [];
        expect([segments, refusals]).toEqual(
          error ? [[], ['ERR_INVALID_REQUEST']] : [[['', 'v2.1', 'connections', id, 'sync']], []],
        );
        expect(error && id.length > 2 && error.message.includes(id)).toBeFalsy();
      }),
      { numRuns: 300, examples: NASTY.map((text) => [text]) },
    );
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['empty', ''],
    ['an object', { toString: () => 'secret-value' }],
    ['a list', ['secret-value']],
    ['true', true],
    ['a number that JavaScript has rounded', 2 ** 53],
    ['a fraction', 1.5],
    ['not a number', Number.NaN],
    ['infinite', Number.POSITIVE_INFINITY],
    ['a dot segment', '..'],
    ['half a surrogate pair', 'secret-value\ud800'],
  ])('that is %s is refused before anything is sent', async (_, id) => {
    const error = await failureOf(api.get('/accounts/{id}', { path: { id: id as string } }));
    expect([error.code, error.status]).toEqual(['ERR_INVALID_REQUEST', 400]);
    expect(error.message).toContain('"id"');
    expect(shown(error)).not.toContain('secret-value');
    expect(server.seen).toHaveLength(0);
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it.each([[undefined], [null], [{}], ['12']])('is missing if path is %j', async (path) => {
    expect((await failureOf(api.get('/accounts/{id}', { path: path as never }))).code).toBe('ERR_INVALID_REQUEST');
  });

  it('may be a whole number', async () => {
    await failureOf(api.get('/accounts/{id}', { path: { id: 63_723_418 } }));
    expect(server.seen[0]?.url).toBe('/v2.1/accounts/63723418');
  });
});

describe('a query parameter', () => {
  it('of any text arrives intact, in its own place, and a list of them with commas between', async () => {
    const value = anyText.filter((text) => text.isWellFormed());
    const item = value.filter((text) => !text.includes(','));
    await fc.assert(
      fc.asyncProperty(fc.array(item), value, async (status, q) => {
        const before = server.seen.length;
        await api.get('/accounts', { query: { status, q } });
        const [{ url }] = server.seen.slice(before) as [(typeof server.seen)[0]];
        const { pathname, searchParams } = new URL(url, server.origin);
        expect(pathname).toBe('/v2.1/accounts');
        expect([...searchParams]).toEqual([...(status.length > 0 ? [['status', status.join(',')]] : []), ['q', q]]);
      }),
      { numRuns: 200, examples: [[['ACTIVE', 'ERROR'], 'a,b']] },
    );
  });

  it('of a list has numbers, dates and texts side by side, and leaves out what is undefined', async () => {
    await api.request('GET /accounts', { query: { x: [1, 'two', new Date(3000), true, undefined as never], y: [] } });
    expect(server.seen[0]?.url).toBe(`/v2.1/accounts?x=${encodeURIComponent('1,two,3,true')}`);
  });

  it('of a list is refused where a value has a comma, which would make two of it', async () => {
    const error = await failureOf(api.get('/accounts', { query: { status: ['ACTIVE', 'secret-value,CLOSED'] } }));
    expect(error.code).toBe('ERR_INVALID_REQUEST');
    expect(error.message).toContain('"status" has a comma');
    expect(shown(error)).not.toContain('secret-value');
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ['not a number', Number.NaN],
    ['infinite', Number.POSITIVE_INFINITY],
    ['not a date', new Date('secret-value')],
    ['null', null],
    ['an object', { secret: 'secret-value' }],
    ['a list in a list', [['secret-value']]],
    ['a function', () => 'secret-value'],
    ['a BigInt', 12n],
    ['half a surrogate pair', 'secret-value\udc00'],
  ])('that is %s is refused before anything is sent', async (_, value) => {
    for (const q of [value, [value]]) {
      const error = await failureOf(api.get('/accounts', { query: { q: q as string } }));
      expect(error.code).toBe('ERR_INVALID_REQUEST');
      expect(error.message).toContain('"q"');
      expect(shown(error)).not.toContain('secret-value');
    }
    expect(server.seen).toHaveLength(0);
  });
});

describe('the options of a call', () => {
  const parameters = new URLSearchParams({ q: 'secret-value' });

  it.each<[string, unknown, RegExp]>([
    [
      'parameters of a URL as query',
      { query: parameters },
      /query is of the class URLSearchParams: write \{ query: Object\.fromEntries\(…\) \}/,
    ],
    ['a map as query', { query: new Map([['q', 'secret-value']]) }, /query is of the class Map: write .*fromEntries/],
    ['a form as query', { query: new FormData() }, /query is of the class FormData: write .*fromEntries/],
    [
      'a list as query',
      { query: [['q', 'secret-value']] },
      /query is of the class Array: write \{ query: \{ limit: 100 \} \}/,
    ],
    ['a text as query', { query: 'q=secret-value' }, /query is a string: write \{ query: \{ limit: 100 \} \}/],
    ['null as query', { query: null }, /query is null: write/],
    ['a promise as query', { query: Promise.resolve({ q: 'secret-value' }) }, /query is of the class Promise: write/],
    [
      'a parameter beside the options',
      { limit: 'secret-value' },
      /"limit" is not an option: write \{ query: \{ limit: … \} \}/,
    ],
    ['parameters of a URL in place of options', parameters, /the options are of the class URLSearchParams/],
    ['a text in place of options', '?q=secret-value', /the options are a string/],
    ['null in place of options', null, /the options are null/],
  ])('are refused with %s, before anything is sent: what to write is said', async (_, options, problem) => {
    for (const call of [
      () => api.get('/accounts', options as object),
      () => api.paginate('/accounts', options as object).next(),
      () => api.request('GET /accounts', options as object),
    ]) {
      const error = await failureOf(call);
      expect([error.code, error.status]).toEqual(['ERR_INVALID_CONFIGURATION', 500]);
      expect(error.message).toMatch(problem);
      expect(error.message).toContain('GET /accounts');
      expect(shown(error)).not.toContain('secret-value');
    }
    expect(server.seen).toHaveLength(0);
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it('may have a query as frameworks parse it, without a prototype', async () => {
    const query = Object.assign(Object.create(null) as object, { status: ['ACTIVE', 'ERROR'], q: 'x' });
    await api.get('/accounts', { query });
    expect(server.seen[0]?.url).toBe('/v2.1/accounts?status=ACTIVE%2CERROR&q=x');
  });
});

describe('a body', () => {
  const cycle: Record<string, unknown> = { secret: 'secret-value' };
  cycle['itself'] = cycle;

  it.each([
    ['holds a BigInt', { amount: 12n, secret: 'secret-value' }],
    ['holds itself', cycle],
    [
      'throws when it is written',
      {
        toJSON: () => {
          throw new Error('secret-value');
        },
      },
    ],
    ['writes itself as nothing', { toJSON: () => undefined }],
    ['is a stream', new ReadableStream()],
    ['is a stream of Node’s', Readable.from(['secret-value'])],
    ['is a form', new URLSearchParams({ secret: 'secret-value' })],
    ['is a map', new Map([['secret', 'secret-value']])],
    ['is bytes', Buffer.from('secret-value')],
    ['is a promise', Promise.resolve({ secret: 'secret-value' })],
    ['is null', null],
    ['is text', 'secret-value'],
    ['is a number', 12],
    ['is a function', () => 'secret-value'],
  ])('that %s is refused before anything is sent', async (_, body) => {
    const error = await failureOf(api.put('/accounts/{id}', { path: { id: '1' }, body: body as object }));
    expect(error.code).toBe('ERR_INVALID_REQUEST');
    expect(shown(error)).not.toContain('secret-value');
    expect(server.seen).toHaveLength(0);
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it('is refused with a GET, which cannot carry one', async () => {
    const error = await failureOf(api.request('GET /accounts', { body: { q: 'secret-value' } }));
    expect(error.code).toBe('ERR_INVALID_REQUEST');
    expect(server.seen).toHaveLength(0);
  });
});
