/** An answer of the API can neither fill the memory nor stop the process, whatever it unpacks to. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createLinxo, type Linxo, type LinxoOptions } from '@linxo-guard/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MIB = 1024 * 1024;
const listOf = (element: string, bytes: number) =>
  `[${`${element},`.repeat(Math.floor(bytes / (element.length + 1)))}${element}]`;
const ACCOUNT = '{"id":"1","currency":"EUR","balance":1}';
const CONNECTION = '{"id":"1","status":"SUCCESS"}';

let server: Server;
let origin: string;
let answer: { body: Buffer; status?: number };
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    if (request.url === '/token') {
      response.end(JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 }));
    } else {
      response.writeHead(answer.status ?? 200, { 'content-encoding': 'gzip' }).end(answer.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

function connectTo(options: Partial<LinxoOptions> = {}): Linxo {
  const environment = { authorizationServer: origin, api: origin };
  return createLinxo({ environment, clientId: 'app', clientSecret: 'secret', ...options });
}

/** Asks for a list, and tells what came of it, how long it took more than the parsing of its JSON, and how much memory. */
async function ask(endpoint: '/accounts' | '/connections', text: string, options: Partial<LinxoOptions> = {}) {
  answer = { body: gzipSync(text) };
  const api = connectTo(options).api({ subject: 'client', scopes: ['transactions_read'] });
  const startedAtMs = performance.now();
  JSON.parse(text);
  const before = { ms: performance.now(), bytes: process.memoryUsage().rss };
  const outcome: unknown = await api.get(endpoint).then(
    (items) => items.length,
    (error: unknown) => error,
  );
  const { message = '', code } = outcome as { message?: string; code?: string };
  return {
    outcome,
    code,
    message,
    tookMs: performance.now() - before.ms - 2 * (before.ms - startedAtMs),
    mib: (process.memoryUsage().rss - before.bytes) / MIB,
  };
}

describe('an answer that unpacks to much more', () => {
  it.each([
    ['4 MiB of zeros', '/accounts', listOf('0', 4 * MIB)],
    ['8 MiB of nearly nothing', '/accounts', listOf('{}', 7.9 * MIB)],
    [
      '4 MiB of zeros behind good elements',
      '/accounts',
      `[${`${ACCOUNT},`.repeat(500)}${listOf('0', 4 * MIB).slice(1)}`,
    ],
    ['4 MiB of zeros inside one element', '/connections', `[{"id":"1","channels":${listOf('0', 4 * MIB)}}]`],
    [
      'many elements that are each full of zeros',
      '/connections',
      listOf(`{"id":"1","status":"S","channels":${listOf('0', 4_000)}}`, 7 * MIB),
    ],
  ] as const)('is refused at its fifth problem, at once: %s', async (_, endpoint, text) => {
    const { code, message, tookMs, mib } = await ask(endpoint, text);
    expect(code).toBe('ERR_INVALID_API_RESPONSE');
    expect(message.split('; ')).toHaveLength(5);
    expect(tookMs).toBeLessThan(2_000);
    expect(mib).toBeLessThan(400);
  });

  it.each([16, 64])('ends at 8 MiB: %i MiB', async (size) => {
    const { code, message } = await ask('/accounts', listOf('0', size * MIB));
    expect([code, message]).toEqual([
      'ERR_INVALID_API_RESPONSE',
      "The API's answer to GET /accounts is longer than 8388608 bytes.",
    ]);
  });

  it('ends at the limit that the application sets', async () => {
    const text = listOf(ACCOUNT, 5_000);
    expect((await ask('/accounts', text, { policy: { apiResponseMaxBytes: 4_096 } })).code).toBe(
      'ERR_INVALID_API_RESPONSE',
    );
    expect((await ask('/accounts', text)).outcome).toBe(JSON.parse(text).length);
  });

  it('is taken where it is good: 7 MiB of connections', async () => {
    const text = listOf(CONNECTION, 7 * MIB);
    expect((await ask('/connections', text)).outcome).toBe(JSON.parse(text).length);
  });

  it('is shown in part only where it is an error', async () => {
    const body = JSON.stringify({
      error: 'e'.repeat(3 * MIB),
      error_description: `a-token ${'%61'.repeat(MIB)} a-token`,
    });
    answer = { body: gzipSync(body), status: 400 };
    const api = connectTo().api({ subject: 'client', scopes: ['transactions_read'] });
    const startedAtMs = performance.now();
    const error: unknown = await api.get('/accounts').catch((thrown: unknown) => thrown);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    expect(JSON.stringify(error).length).toBeLessThan(2_000);
    expect(JSON.stringify(error)).not.toContain('a-token');
  });
});

describe('a list', () => {
  const good = { id: '1', currency: 'EUR', balance: 1 };

  it('is read as a whole, its elements in order, however long it is', async () => {
    const ids = fc.array(fc.nat(), { maxLength: 450, size: 'max' });
    await fc.assert(
      fc.asyncProperty(ids, async (numbers) => {
        answer = { body: gzipSync(JSON.stringify(numbers.map((id) => ({ ...good, id })))) };
        const accounts = await connectTo()
          .api({ subject: 'client', scopes: ['accounts_read'] })
          .get('/accounts');
        expect(accounts.map(({ id }) => id)).toEqual(numbers.map(String));
      }),
      { numRuns: 30 },
    );
  });

  it('is refused for one wrong element, wherever it stands, with its place', async () => {
    for (const place of [0, 1, 99, 100, 101, 199, 200, 449]) {
      const list = Array.from({ length: 450 }, (_, index) => (index === place ? { ...good, balance: '1' } : good));
      const { message } = await ask('/accounts', JSON.stringify(list));
      expect(message).toContain(` ${place}.balance: `);
    }
  });
});
