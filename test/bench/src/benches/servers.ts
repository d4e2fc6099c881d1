/** Requests per second, and processor time a request, of a whole application. */
import { type Child, startChild } from '../measure/child.ts';
import { measureInTurns, note, noteAll, rowsOf } from '../measure/interleave.ts';
import { load, type Target } from '../measure/load.ts';
import { decimal } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Table } from '../result.ts';
import type { ServerContender } from '../contender.ts';
import { SERVERS } from '../servers/index.ts';

// Several processes for each, since what the compiler makes of a program differs from one to the next; in them many short
// rounds: what disturbs the machine lasts longer than one, so that it is in both parts of a ratio.
const PROCESSES = 5;
const ROUNDS = 13;
const PEER_PROCESSES = 2;
const PEER_ROUNDS = 4;
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
    ...(await measureServers(own, PROCESSES, ROUNDS, title(framework))),
    ...(await measureServers(peers, PEER_PROCESSES, PEER_ROUNDS, `${title(framework)}, peers`)),
  ];
}

async function measureServers(
  contenders: readonly ServerContender[],
  processes: number,
  rounds: number,
  of: string,
): Promise<readonly Table[]> {
  const cpu = new Map<string, number[]>();
  const perSecond = new Map<string, number[]>();
  for (let process = 0; process < processes; process++) await measureProcesses(contenders, rounds, cpu, perSecond);
  const rates = contenders.map(({ name, kind }) => ({ name, kind }));
  return [
    { title: `${of}: processor time a request`, unit: 'µs', rows: rowsOf(contenders, cpu) },
    { title: `${of}: requests a second`, unit: 'requests/s', rows: rowsOf(rates, perSecond), more: true },
  ];
}

/** One process for each contender. */
async function measureProcesses(
  contenders: readonly ServerContender[],
  rounds: number,
  cpu: Map<string, number[]>,
  perSecond: Map<string, number[]>,
): Promise<void> {
  const served: Served[] = [];
  // One after the other: two that warm up at once would not get warm.
  for (const contender of contenders) served.push(await start(contender));
  const measurables = served.map(({ contender: { name, kind }, child, target }) => ({
    name,
    kind,
    async measure() {
      const before = await child.ask<number>('cpu');
      const { requestsPerSecond } = await load(target, REQUESTS, CONNECTIONS);
      note(perSecond, name, requestsPerSecond);
      return ((await child.ask<number>('cpu')) - before) / REQUESTS;
    },
  }));
  noteAll(cpu, await measureInTurns(measurables, rounds));
  await Promise.all(served.map(({ child }) => child.end()));
}

function title(framework: 'koa' | 'express'): string {
  return framework === 'koa' ? 'Koa' : 'Express';
}

function bar(tables: readonly Table[], name: string): Bar {
  const row = tables.flatMap(({ rows }) => rows).find((one) => one.name === name);
  if (!row) throw new Error(`There is no row "${name}".`);
  const share = 1 / row.ratio.median;
  return {
    claim: `${name}: bare’s processor time a request, to this one’s: at least ${LEAST_RATIO}`,
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
      how: `Each application in ${PROCESSES} processes of its own (peers: ${PEER_PROCESSES}), warmed up with ${WARM_UP_REQUESTS.toLocaleString('en-US')} requests; in each ${ROUNDS} rounds (peers: ${PEER_ROUNDS}) of ${REQUESTS.toLocaleString('en-US')} requests over ${CONNECTIONS} connections from autocannon, in turns. Processor time is what the server’s process used, by process.cpuUsage().`,
      tables,
      bars: [
        bar(tables, 'Express + linxo-guard'),
        bar(tables, 'Express + linxo-guard, password as text'),
        bar(tables, 'Koa + linxo-guard'),
        bar(tables, 'Koa + linxo-guard, password as text'),
      ],
      notes: [
        'Two empty middleware are what the framework itself takes for two more layers, whoever wrote them.',
        'What a password as text costs beyond a function is its fingerprint, as the floor with one SHA-256 shows: once a request, between other work, `crypto.hash` takes some ten times as long as in a loop. That is more than 0.97 of a bare Koa route leaves room for; a password as a function is spared it.',
        'The peers do another job: they verify the JWT that a caller sends, which linxo-guard does not. The comparison says what a guarded route costs beside a bare one, no more.',
        'Requests a second are limited by the load generator, which shares the two cores; processor time is the number to look at.',
      ],
    };
  },
};
