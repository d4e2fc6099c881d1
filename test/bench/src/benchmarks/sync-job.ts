/** Measures how fast a job reads long lists, and the processor time of a page. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import type { Benchmark } from '../benchmark.ts';
import { createLinxo } from '@linxo-guard/core';
import { TOKEN_LENGTH } from '../contenders/linxo.ts';
import { measureInTurns } from '../measure/in-turns.ts';

const [ROUNDS, CALLS] = [9, 60];
const [PAGES, PAGE_MS, WORK_MS, ROWS] = [10, 100, 50, 500] as const;
const WALL = `${PAGES} pages, ${WORK_MS} ms of work on each`;
const PROCESSOR = `Processor time of ${ROWS} rows`;
const [ONE_BY_ONE, PAGINATE, FETCH, GET] = ['page after page', 'paginate()', 'fetch() and JSON.parse()', 'get()'];
const QUERY = { page: 1, limit: ROWS } as const;

async function wallMs(read: () => AsyncIterable<unknown>): Promise<readonly number[]> {
  const startedAtMs = performance.now();
  let count = 0;
  for await (const _ of read()) if (++count % ROWS === 0) await setTimeout(WORK_MS);
  return [performance.now() - startedAtMs];
}

async function processorMs(call: () => Promise<unknown>): Promise<readonly number[]> {
  const before = process.cpuUsage();
  for (let count = 0; count < CALLS; count++) await call();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000 / CALLS];
}

export const syncJob: Benchmark = {
  id: 'sync-job',
  title: 'A job that reads a list',
  about: `A list has ${PAGES} pages of ${ROWS} transactions, which take ${PAGE_MS} ms each; the job works ${WORK_MS} ms on a page. Processor time is this process’, for one page without delay. ${ROUNDS} rounds.`,
  bars: [
    { table: WALL, row: PAGINATE, comparedWith: ONE_BY_ONE, limit: 0.75 },
    { table: PROCESSOR, row: GET, comparedWith: FETCH, limit: 1.15 },
  ],
  async measure(tell) {
    const script = fileURLToPath(new URL('../processes/pages.js', import.meta.url));
    const server = fork(script, [JSON.stringify([PAGES, ROWS])]);
    const [url] = (await once(server, 'message')) as [string];
    const environment = { authorizationServer: url, api: url };
    const apiOf = (delayMs: number) =>
      createLinxo({
        environment,
        clientId: 'client',
        clientSecret: 'secret',
        fetch: (input, init) =>
          fetch(input, { ...init, headers: [...new Headers(init?.headers), ['x-delay-ms', `${delayMs}`]] }),
      }).api({ subject: { username: 'user', password: 'password' }, scopes: ['transactions_read'] });
    const [slow, quick] = [apiOf(PAGE_MS), apiOf(0)];
    const oneByOne = async function* () {
      for (let page = 1; page <= PAGES; page++) yield* await slow.get('/transactions', { query: { ...QUERY, page } });
    };
    const wall = [
      { name: ONE_BY_ONE, kind: 'floor', measure: () => wallMs(oneByOne) },
      { name: PAGINATE, kind: 'ours', measure: () => wallMs(() => slow.paginate('/transactions', { query: QUERY })) },
    ] as const;
    const headers = { authorization: `Bearer ${'x'.repeat(TOKEN_LENGTH)}` };
    const bare = async () =>
      JSON.parse(await (await fetch(`${url}/transactions?page=1&limit=${ROWS}`, { headers })).text());
    const processor = [
      { name: FETCH, kind: 'floor', measure: () => processorMs(bare) },
      { name: GET, kind: 'ours', measure: () => processorMs(() => quick.get('/transactions', { query: QUERY })) },
    ] as const;
    for (const { measure } of processor) await measure();
    const tables = [
      ...(await measureInTurns(wall, [{ title: WALL, unit: 'ms' }], ROUNDS, tell)),
      ...(await measureInTurns(processor, [{ title: PROCESSOR, unit: 'ms' }], 3 * ROUNDS, tell)),
    ];
    server.disconnect();
    return tables;
  },
};
