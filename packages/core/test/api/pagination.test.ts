import { describe, expect, it } from 'vitest';
import { bareServer, failureOf, READING, sendJson, withApi } from './with-api.ts';

const world = withApi();
type Page = (page: number, limit: number) => unknown;

/** Returns an instance whose API answers with the given pages. */
async function paging(pageOf: Page) {
  const server = await bareServer(({ url }, response) => {
    const { searchParams } = new URL(url, 'http://localhost');
    sendJson(response, pageOf(Number(searchParams.get('page')), Number(searchParams.get('limit'))));
  });
  const environment = { ...world.sandbox.options.environment, api: server.origin };
  return { server, api: world.connect({ environment }).api(READING) };
}

const account = (number: number) => ({ id: String(number), currency: 'EUR', balance: 0 });
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => account(from + index));

async function idsOf(list: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

describe('paginate()', () => {
  it('yields every item once, page after page, and keeps the filters', async () => {
    const api = world.connect().api(READING);
    const [first] = await api.get('/accounts');
    const query = { account_id: first!.id, limit: 50 };
    const ids = await idsOf(api.paginate('/transactions', { query }));
    const { apiCalls } = world.sandbox.log;
    const pages = apiCalls.slice(1).map(({ query: sent }) => sent);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages).toEqual(
      Array.from({ length: Math.floor(ids.length / 50) + 1 }, (_, index) => ({
        account_id: first!.id,
        limit: '50',
        page: String(index + 1),
      })),
    );
    expect(ids.length).toBeGreaterThan(100);
  });

  it('ends with a short page, without asking for another', async () => {
    const { server, api } = await paging((page, limit) => range(page * 1000, page === 3 ? limit - 1 : limit));
    expect(await idsOf(api.paginate('/accounts'))).toHaveLength(299);
    expect(server.seen.map(({ url }) => url)).toEqual([1, 2, 3].map((page) => `/accounts?page=${page}&limit=100`));
  });

  it('ends with an empty page if the one before was full', async () => {
    const { server, api } = await paging((page, limit) => range(page * 1000, page === 2 ? 0 : limit));
    expect(await idsOf(api.paginate('/accounts', { query: { limit: 2 } }))).toEqual(['1000', '1001']);
    expect(server.seen).toHaveLength(2);
  });

  it('yields nothing for an empty list', async () => {
    const { server, api } = await paging(() => []);
    expect(await idsOf(api.paginate('/accounts'))).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it('begins at the page that it is given', async () => {
    const { server, api } = await paging((page) => range(page, 0));
    await idsOf(api.paginate('/accounts', { query: { page: 7, limit: '10' } }));
    expect(server.seen[0]?.url).toBe('/accounts?page=7&limit=10');
  });

  it('fetches nothing before the first item is requested, and no page after the next one', async () => {
    const { server, api } = await paging((page, limit) => range(page * 1000, limit));
    const list = api.paginate('/accounts', { query: { limit: 2 } });
    expect(server.seen).toHaveLength(0);
    for await (const { id } of list) if (id === '1001') break;
    expect(await list.next()).toEqual({ value: undefined, done: true });
    await api.get('/accounts');
    expect(server.seen.filter(({ url }) => url.includes('page=1'))).toHaveLength(1);
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });

  it('goes on if a server sends longer pages than the limit', async () => {
    const { api } = await paging((page) => range(page * 1000, page === 3 ? 0 : 7));
    expect(await idsOf(api.paginate('/accounts', { query: { limit: 5 } }))).toHaveLength(14);
  });

  it.each<[string, Page]>([
    ['the same page for ever', () => range(0, 5)],
    [
      'the same page for ever, with other balances',
      () => range(0, 5).map((one) => Object.assign(one, { balance: Math.random() })),
    ],
    ['two pages in turn', (page) => range((page % 2) * 1000, 5)],
    ['longer pages than asked for, all the same', () => range(0, 50)],
  ])('fails where a server gives %s', async (_, pageOf) => {
    const { server, api } = await paging(pageOf);
    const error = await failureOf(idsOf(api.paginate('/accounts', { query: { limit: 5 } })));
    expect(error.code).toBe('ERR_INVALID_API_RESPONSE');
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });

  it.each([0, -1, 0.5, 501, 1e9, Number.NaN, Number.POSITIVE_INFINITY, 'abc', '', '0', null, [5], new Date(0), {}])(
    'refuses the limit %s before anything is sent',
    async (limit) => {
      const api = world.connect().api(READING);
      const query = { limit: limit as number };
      for (const list of [api.paginate('/transactions', { query }), api.paginate('/accounts', { query })]) {
        expect((await failureOf(idsOf(list))).code).toBe('ERR_INVALID_REQUEST');
      }
      expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    },
  );

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 'abc', null])(
    'refuses the page %s before anything is sent',
    async (page) => {
      const api = world.connect().api(READING);
      const error = await failureOf(idsOf(api.paginate('/accounts', { query: { page: page as number } })));
      expect(error.code).toBe('ERR_INVALID_REQUEST');
      expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    },
  );

  it.each(['/categories', '/users/me'])(
    'refuses %s, which does not come in pages, before anything is sent',
    async (path) => {
      const api = world.connect().api(READING);
      const error = await failureOf(idsOf(api.paginate(path as '/accounts')));
      expect(error).toMatchObject({ code: 'ERR_INVALID_REQUEST', message: expect.stringContaining('get()') as string });
      expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    },
  );

  it.each([{ accounts: [] }, null, 'text', 7])('fails if the answer is %j', async (answer) => {
    const { api } = await paging(() => answer);
    expect((await failureOf(idsOf(api.paginate('/accounts')))).code).toBe('ERR_INVALID_API_RESPONSE');
  });

  it('is ended by a signal before the next page', async () => {
    const { server, api } = await paging((page, limit) => range(page * 1000, limit));
    const controller = new AbortController();
    const reason = new Error('gone');
    const seen: string[] = [];
    const walk = async () => {
      for await (const { id } of api.paginate('/accounts', { query: { limit: 2 }, signal: controller.signal })) {
        seen.push(id);
        if (id === '2000') controller.abort(reason);
      }
    };
    await expect(walk()).rejects.toBe(reason);
    expect(seen).toEqual(['1000', '1001', '2000', '2001']);
    // The third page may have been sent before the signal ended it.
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });
});
