/** Requests per second, and processor time a request, of a whole application. */
import { type Child, startChild } from '../measure/child.ts';
import { interleave, note, rowsOf } from '../measure/interleave.ts';
import { load, type Target } from '../measure/load.ts';
import { decimal } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Table } from '../result.ts';
import type { ServerContender } from '../contender.ts';
import { SERVERS } from '../servers/index.ts';

// Many short rounds: what disturbs the machine lasts longer than one, so that it is in both parts of a ratio.
const ROUNDS = 61;
const PEER_ROUNDS = 7;
const REQUESTS = 2_000;
const CONNECTIONS = 10;
const WARM_UP_REQUESTS = 12_000;
const LEAST_RATIO = 0.97;

interface Served {
  readonly contender: ServerContender;
  readonly child: Child;
  readonly target: Target;
}

async function start(contender: ServerContender): Promise<Served> {
  const child = await startChild('server', [contender.name]);
  const target = await child.ask<Target>('where');
  await load(target, WARM_UP_REQUESTS, CONNECTIONS);
  return { contender, child, target };
}

async function measureFramework(framework: 'koa' | 'express'): Promise<readonly Table[]> {
  const contenders = SERVERS.filter((one) => one.framework === framework);
  const own = contenders.filter(({ kind }) => kind !== 'peer');
  const peers = contenders.filter(({ name, kind }) => name.endsWith('bare') || kind === 'peer');
  return [
    ...(await measureServers(own, ROUNDS, title(framework))),
    ...(await measureServers(peers, PEER_ROUNDS, `${title(framework)}, peers`)),
  ];
}

async function measureServers(
  contenders: readonly ServerContender[],
  rounds: number,
  of: string,
): Promise<readonly Table[]> {
  const served: Served[] = [];
  // One after the other: two that warm up at once would not get warm.
  for (const contender of contenders) served.push(await start(contender));
  const perSecond = new Map<string, number[]>();
  const cpu = await interleave(
    served.map(({ contender: { name, kind, how }, child, target }) => ({
      name,
      kind,
      how,
      async measure() {
        const before = await child.ask<number>('cpu');
        const { requestsPerSecond } = await load(target, REQUESTS, CONNECTIONS);
        note(perSecond, name, requestsPerSecond);
        return ((await child.ask<number>('cpu')) - before) / REQUESTS;
      },
    })),
    rounds,
  );
  await Promise.all(served.map(({ child }) => child.end()));
  const rates = rowsOf(
    cpu.map(({ name, kind }) => ({ name, kind })),
    perSecond,
  );
  return [
    { title: `${of}: processor time a request`, unit: 'µs', rows: cpu },
    { title: `${of}: requests a second`, unit: 'requests/s', rows: rates, more: true },
  ];
}

function title(framework: 'koa' | 'express'): string {
  return framework === 'koa' ? 'Koa' : 'Express';
}

function bar(tables: readonly Table[], name: string): Bar {
  const row = tables.flatMap(({ rows }) => rows).find((one) => one.name === name);
  if (!row) throw new Error(`There is no row "${name}".`);
  const share = 1 / row.ratio.median;
  return {
    claim: `${name}, to bare, by processor time a request: at least ${LEAST_RATIO}`,
    measured: `${decimal(share)} (${decimal(1 / row.ratio.high)} to ${decimal(1 / row.ratio.low)})`,
    holds: share >= LEAST_RATIO,
  };
}

export const servers: Benchmark = {
  id: 'servers',
  async run(): Promise<Finding> {
    const tables = [...(await measureFramework('express')), ...(await measureFramework('koa'))];
    return {
      id: 'servers',
      title: 'Whole applications under load',
      how: `Each application in a process of its own, warmed up with ${WARM_UP_REQUESTS.toLocaleString('en-US')} requests; then ${ROUNDS} rounds (peers: ${PEER_ROUNDS}) of ${REQUESTS.toLocaleString('en-US')} requests over ${CONNECTIONS} connections from autocannon, in turns. Processor time is what the server’s process used, by process.cpuUsage().`,
      tables,
      bars: [
        bar(tables, 'Express + linxo-guard'),
        bar(tables, 'Express + linxo-guard, password as text'),
        bar(tables, 'Koa + linxo-guard'),
        bar(tables, 'Koa + linxo-guard, password as text'),
      ],
      notes: [
        'Two empty middleware are what the framework itself takes for two more layers, whoever wrote them.',
        'What a password as text costs beyond a function is its fingerprint. Once a request, out of cold caches, `crypto.hash` takes two to three times as long as in a loop (by a CPU profile of the server): more than 0.97 leaves room for.',
        'The peers do another job: they verify the JWT that a caller sends, which linxo-guard does not. The comparison says what a guarded route costs beside a bare one, no more.',
        'Requests a second are limited by the load generator, which shares the two cores; processor time is the number to look at.',
      ],
    };
  },
};
