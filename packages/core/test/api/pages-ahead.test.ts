import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pages } from '../../src/api/pages.ts';
import { bareServer, failureOf, limitFor, READING, sendJson, withApi } from './with-api.ts';

const world = withApi();
const TRANSACTIONS = 'GET /transactions';
const DONE = { value: undefined, done: true };
const reason = new Error('gone');

/** Returns a list of three items a page, whose first item has been consumed, while the answer to its second page is held back. */
async function atFirstItem(signal?: AbortSignal) {
  const hold = world.sandbox.hold(TRANSACTIONS);
  onTestFinished(() => hold.release());
  const list = world
    .connect()
    .api(READING)
    .paginate('/transactions', { query: { limit: 3 }, signal });
  const first = list.next();
  await hold.reached(1);
  const next = world.sandbox.hold(TRANSACTIONS);
  onTestFinished(() => next.release());
  hold.release();
  expect((await first).done).toBe(false);
  await next.reached(1);
  return { list, release: () => next.release() };
}

/** Waits until the API saw that a request was given up. */
const abandoned = (count = 1) =>
  world.sandbox.log.waitFor(({ apiCalls }) => apiCalls.filter((call) => call.abandoned).length === count);

const pagesAsked = () => world.sandbox.log.apiCalls.map(({ query }) => query['page']);

/** Collects the rejections that nobody handles while a test runs. */
function unhandledRejections(): readonly unknown[] {
  const seen: unknown[] = [];
  const listen = (error: unknown) => void seen.push(error);
  process.on('unhandledRejection', listen);
  onTestFinished(() => void process.off('unhandledRejection', listen));
  return seen;
}

/** Lets everything happen that happens without a further request: rejections are reported after a turn of the event loop. */
async function turns(): Promise<void> {
  for (let count = 0; count < 5; count++) await new Promise((resolve) => setImmediate(resolve));
}

describe('paginate() requests the next page', () => {
  it('as soon as the page before has arrived, before its second item is asked for', async () => {
    await atFirstItem();
    expect(pagesAsked()).toEqual(['1', '2']);
  });

  it('and only one, however long the consumer takes', async () => {
    const { list, release } = await atFirstItem();
    release();
    await world.sandbox.log.waitFor(({ apiCalls }) => apiCalls[1]?.status === 200);
    await list.next();
    await list.next();
    await turns();
    expect(pagesAsked()).toEqual(['1', '2']);
    await list.next();
    await world.sandbox.log.waitFor(({ apiCalls }) => apiCalls[2]?.status === 200);
    expect(pagesAsked()).toEqual(['1', '2', '3']);
  });

  it('and fails with its error after the items before it, while nothing is unhandled', async () => {
    const unhandled = unhandledRejections();
    const hold = world.sandbox.hold(TRANSACTIONS);
    const list = world
      .connect()
      .api(READING)
      .paginate('/transactions', { query: { limit: 3 } });
    const first = list.next();
    await hold.reached(1);
    world.sandbox.faults.always('api', { kind: 'status', status: 404 });
    hold.release();
    expect((await first).done).toBe(false);
    await world.sandbox.log.waitFor(({ apiCalls }) => apiCalls[1]?.status === 404);
    await turns();
    expect([(await list.next()).done, (await list.next()).done]).toEqual([false, false]);
    expect((await failureOf(list.next())).status).toBe(404);
    expect(await list.next()).toEqual(DONE);
    expect(unhandled).toEqual([]);
  });

  it("and its failure is nobody else's where the consumer never comes back", async () => {
    const unhandled = unhandledRejections();
    const server = await bareServer(({ url }, response) =>
      url.includes('page=1') ? sendJson(response, [{ id: '1', currency: 'EUR', balance: 0 }]) : response.destroy(),
    );
    const environment = { ...world.sandbox.options.environment, api: server.origin };
    const api = world.connect({ environment }).api(READING);
    await api.paginate('/accounts', { query: { limit: 1 } }).next();
    await failureOf(api.get('/users/me'));
    await turns();
    expect(unhandled).toEqual([]);
  });

  it('with a deadline of its own', async () => {
    const server = await bareServer(({ url }, response) => {
      if (url.includes('page=1')) sendJson(response, [{ id: '1', currency: 'EUR', balance: 0 }]);
    });
    const environment = { ...world.sandbox.options.environment, api: server.origin };
    const api = world.connect({ environment, ...limitFor({ kind: 'hang' }) }).api(READING);
    const list = api.paginate('/accounts', { query: { limit: 1 } });
    expect((await list.next()).done).toBe(false);
    expect((await failureOf(list.next())).code).toBe('ERR_API_UNAVAILABLE');
  });

  it('one for each list: several lists at once need no more connections than there are lists', async () => {
    const sockets = new Set<unknown>();
    const server = await bareServer(({ url }, response) => {
      sockets.add(response.socket);
      const page = Number(new URL(url, 'http://localhost').searchParams.get('page'));
      sendJson(response, page > 10 ? [] : [{ id: String(page), currency: 'EUR', balance: 0 }]);
    });
    const environment = { ...world.sandbox.options.environment, api: server.origin };
    const api = world.connect({ environment }).api(READING);
    const walk = async () => {
      const ids: string[] = [];
      for await (const { id } of api.paginate('/accounts', { query: { limit: 1 } })) ids.push(id);
      return ids;
    };
    const lists = await Promise.all([walk(), walk(), walk()]);
    expect(lists.map((ids) => ids.length)).toEqual([10, 10, 10]);
    expect(server.seen).toHaveLength(33);
    expect(sockets.size).toBeLessThanOrEqual(3);
  });
});

describe('the page that is under way ends', () => {
  it('when the consumer leaves the loop', async () => {
    const unhandled = unhandledRejections();
    const { list } = await atFirstItem();
    for await (const _ of list) break;
    await abandoned();
    expect(await list.next()).toEqual(DONE);
    await turns();
    expect(unhandled).toEqual([]);
    expect(pagesAsked()).toEqual(['1', '2']);
  });

  it('with return(), for which nobody waits until the page has arrived', async () => {
    const { list } = await atFirstItem();
    await list.next();
    await list.next();
    const waiting = list.next();
    expect(await list.return?.('value')).toEqual({ value: 'value', done: true });
    expect(await waiting).toEqual(DONE);
    await abandoned();
  });

  it('with throw(), which fails with the error that it is given', async () => {
    const { list } = await atFirstItem();
    await expect(list.throw?.(reason)).rejects.toBe(reason);
    await abandoned();
    expect(await list.next()).toEqual(DONE);
  });

  it("with the caller's signal, whose reason comes after the items of the page before", async () => {
    const unhandled = unhandledRejections();
    const controller = new AbortController();
    const { list } = await atFirstItem(controller.signal);
    controller.abort(reason);
    await abandoned();
    await turns();
    expect([(await list.next()).done, (await list.next()).done]).toEqual([false, false]);
    await expect(list.next()).rejects.toBe(reason);
    expect(await list.next()).toEqual(DONE);
    expect(unhandled).toEqual([]);
  });

  it('and a page that has arrived is not used after the signal', async () => {
    const controller = new AbortController();
    const { list, release } = await atFirstItem(controller.signal);
    release();
    await world.sandbox.log.waitFor(({ apiCalls }) => apiCalls[1]?.status === 200);
    await list.next();
    await list.next();
    await turns();
    controller.abort(reason);
    await expect(list.next()).rejects.toBe(reason);
  });

  it('and leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const { list, release } = await atFirstItem(signal);
    const api = world.connect().api(READING);
    for await (const _ of api.paginate('/accounts', { query: { limit: 2 }, signal }));
    release();
    await list.return?.();
    await turns();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('a list of any length, with any limit', () => {
  const lengths = { rows: fc.nat({ max: 60 }), limit: fc.integer({ min: 1, max: 20 }) };
  const cut = (rows: number, page: number, limit: number) =>
    Array.from({ length: rows }, (_, index) => index).slice((page - 1) * limit, page * limit);

  it('gives its items in order and sends one request for each page, over the wire', async () => {
    let rows = 0;
    const server = await bareServer(({ url }, response) => {
      const { searchParams } = new URL(url, 'http://localhost');
      const items = cut(rows, Number(searchParams.get('page')), Number(searchParams.get('limit')));
      sendJson(
        response,
        items.map((id) => ({ id: String(id), currency: 'EUR', balance: 0 })),
      );
    });
    const environment = { ...world.sandbox.options.environment, api: server.origin };
    const api = world.connect({ environment }).api(READING);
    await fc.assert(
      fc.asyncProperty(lengths.rows, lengths.limit, async (length, limit) => {
        rows = length;
        const before = server.seen.length;
        const ids: number[] = [];
        for await (const { id } of api.paginate('/accounts', { query: { limit } })) ids.push(Number(id));
        expect(ids).toEqual(cut(length, 1, length));
        expect(server.seen.length - before).toBe(Math.floor(length / limit) + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('asks for one page more than is consumed, never past the end, wherever the consumer leaves', async () => {
    await fc.assert(
      fc.asyncProperty(
        lengths.rows,
        lengths.limit,
        fc.nat({ max: 65 }),
        fc.func(fc.nat(3)),
        async (rows, limit, taken, turnsOf) => {
          const asked: number[] = [];
          let underWay: AbortSignal | undefined;
          const list = pages('GET /accounts', { query: { limit } }, async ({ page }, signal) => {
            asked.push(page as number);
            expect(underWay).toBeUndefined();
            underWay = signal;
            for (let turn = turnsOf(page); turn > 0; turn--) await Promise.resolve();
            underWay = undefined;
            signal.throwIfAborted();
            return cut(rows, page as number, limit);
          });
          const items: unknown[] = [];
          if (taken > 0) {
            for await (const item of list) {
              items.push(item);
              if (items.length === taken) break;
            }
          }
          const last = Math.floor(rows / limit) + 1;
          const reached = taken > rows ? last : Math.ceil(taken / limit);
          expect(items).toEqual(cut(rows, 1, Math.max(rows, 1)).slice(0, taken));
          expect(asked).toEqual(
            Array.from({ length: taken === 0 ? 0 : Math.min(last, reached + 1) }, (_, index) => index + 1),
          );
          expect(underWay === undefined || underWay.aborted).toBe(true);
          await list.return?.();
          expect(await list.next()).toEqual(DONE);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives items in order to a consumer that asks for many at once', async () => {
    const list = pages('GET /accounts', { query: { limit: 2 } }, async ({ page }) => cut(5, page as number, 2));
    const results = await Promise.all(Array.from({ length: 7 }, () => list.next()));
    expect(results.map(({ value }) => value as unknown)).toEqual([0, 1, 2, 3, 4, undefined, undefined]);
  });
});
