/** Requests per second, and processor time a request, of a whole application. */
import { measureInTurns, note, noteAll, rowsOf } from '../measure/interleave.ts';
import { load } from '../measure/load.ts';
import { CONNECTIONS, serve, type Served } from '../measure/served.ts';
import { rowOf, spreadText } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Row, Spread, Table } from '../result.ts';
import type { ServerContender } from '../contender.ts';
import { FRAMEWORK_NAMES, SERVERS } from '../servers/index.ts';

// Several processes for each, since what the compiler makes of a program differs from one to the next; in them many short
// rounds: what disturbs the machine lasts longer than one, so that it is in both parts of a ratio.
const PROCESSES = 5;
const ROUNDS = 13;
const PEER_PROCESSES = 2;
const PEER_ROUNDS = 4;
const REQUESTS = 2_000;
/** As many requests as it takes until the compiler, whose time counts as the process’, has done its work. */
const WARM_UP_REQUESTS = 40_000;
/** They are so far from bare that what is left for the compiler does not show. */
const PEER_WARM_UP_REQUESTS = 10_000;
const LEAST_RATIO = 0.97;

async function measureFramework(framework: 'koa' | 'express'): Promise<readonly Table[]> {
  const contenders = SERVERS.filter((one) => one.framework === framework);
  const own = contenders.filter(({ kind }) => kind !== 'peer');
  const peers = contenders.filter(({ name, kind }) => name.endsWith('bare') || kind === 'peer');
  return [
    ...(await measureServers(own, PROCESSES, ROUNDS, FRAMEWORK_NAMES[framework])),
    ...(await measureServers(peers, PEER_PROCESSES, PEER_ROUNDS, `${FRAMEWORK_NAMES[framework]}, peers`)),
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
  for (const contender of contenders) {
    served.push(await serve(contender, contender.kind === 'peer' ? PEER_WARM_UP_REQUESTS : WARM_UP_REQUESTS));
  }
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

function bar(rows: readonly Row[], { name, framework }: ServerContender): Bar {
  const measured = sharesOf(rowOf(rows, name));
  const bare = sharesOf(rowOf(rows, `${FRAMEWORK_NAMES[framework]}, bare, once more`));
  return {
    claim: `${name}: bare’s processor time a request, to this one’s: at least ${LEAST_RATIO}`,
    measured: `${spreadText(measured)}; bare to itself: ${spreadText(bare)}`,
    holds: measured.median >= LEAST_RATIO,
  };
}

/** Bare's part of this one's time, where the ratio is this one's to bare's. */
function sharesOf({ ratio: { median, low, high } }: Row): Spread {
  return { median: 1 / median, low: 1 / high, high: 1 / low };
}

export const servers: Benchmark = {
  id: 'servers',
  async run(): Promise<Finding> {
    const tables = [...(await measureFramework('express')), ...(await measureFramework('koa'))];
    const rows = tables.flatMap((table) => table.rows);
    return {
      id: 'servers',
      title: 'Whole applications under load',
      how: `Each application in ${PROCESSES} processes of its own (peers: ${PEER_PROCESSES}), warmed up with ${WARM_UP_REQUESTS.toLocaleString('en-US')} requests; in each ${ROUNDS} rounds (peers: ${PEER_ROUNDS}) of ${REQUESTS.toLocaleString('en-US')} requests over ${CONNECTIONS} connections from autocannon, in turns. Processor time is what the server’s process used, by process.cpuUsage().`,
      tables,
      bars: SERVERS.filter(({ kind }) => kind === 'ours').map((contender) => bar(rows, contender)),
      notes: [
        'Bare beside itself says what these ratios are worth: where its quartiles lie far from 1, so may all others. The next section is less easily disturbed.',
        'Two empty middleware are what the framework itself takes for two more layers, whoever wrote them.',
        'What a password as text costs beyond a function is its fingerprint, as the floor with one SHA-256 shows: once a request, between other work, `crypto.hash` takes some ten times as long as in a loop.',
        'The peers do another job: they verify the JWT that a caller sends, which linxo-guard does not. The comparison says what a guarded route costs beside a bare one, no more.',
        'Requests a second are limited by the load generator, which shares the two cores; processor time is the number to look at.',
      ],
    };
  },
};
