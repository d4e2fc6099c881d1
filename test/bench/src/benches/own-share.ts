/** Which part of a request’s processor time linxo-guard takes itself. */
import { load } from '../measure/load.ts';
import { note, rowsOf } from '../measure/interleave.ts';
import { CONNECTIONS, serve } from '../measure/served.ts';
import { rowOf, spreadText } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Row, Table } from '../result.ts';
import { FRAMEWORK_NAMES, SERVERS } from '../servers/index.ts';

const PROCESSES = 3;
const WARM_UP_REQUESTS = 20_000;
const REQUESTS = 40_000;
/** What 0.97 of bare leaves. */
const LIMIT_PERCENT = 3;
const OWN = ['@linxo-guard/core', '@linxo-guard/koa', '@linxo-guard/express'];
const HASH_FLOOR = ', two middleware, one SHA-256';

/** The folders of our packages, and for the floor that of its hash. */
function foldersOf(kind: Row['kind']): readonly string[] {
  const modules = kind === 'ours' ? OWN : ['../floor/password-hash.js'];
  return modules.map((module) => new URL('.', import.meta.resolve(module)).href);
}

async function measureFramework(framework: 'koa' | 'express'): Promise<Table> {
  const contenders = SERVERS.filter(
    ({ framework: of, kind, name }) => of === framework && (kind === 'ours' || name.endsWith(HASH_FLOOR)),
  );
  const percent = new Map<string, number[]>();
  for (let process = 0; process < PROCESSES; process++) {
    for (const contender of contenders) {
      const { child, target } = await serve(contender, WARM_UP_REQUESTS);
      await child.ask('profile');
      await load(target, REQUESTS, CONNECTIONS);
      note(percent, contender.name, 100 * (await child.ask<number>({ shareOf: foldersOf(contender.kind) })));
      await child.end();
    }
  }
  return {
    title: `${FRAMEWORK_NAMES[framework]}: share of the processor time`,
    unit: '%',
    rows: rowsOf(contenders, percent),
  };
}

function bar(rows: readonly Row[], name: string): Bar {
  const { value } = rowOf(rows, name);
  return {
    claim: `${name}: its own part of the processor time, in percent: at most ${LIMIT_PERCENT}`,
    measured: spreadText(value),
    holds: value.median <= LIMIT_PERCENT,
  };
}

export const ownShare: Benchmark = {
  id: 'own-share',
  async run(): Promise<Finding> {
    const tables = [await measureFramework('express'), await measureFramework('koa')];
    const rows = tables.flatMap((table) => table.rows);
    return {
      id: 'own-share',
      title: 'Where an application’s time goes',
      how: `The same applications, each in ${PROCESSES} processes: after ${WARM_UP_REQUESTS.toLocaleString('en-US')} requests, V8’s sampling profiler looks on for ${REQUESTS.toLocaleString('en-US')}, every 0.2 ms. Counted is the part of the busy time that was spent in the files of linxo-guard, and in what they call of Node and V8 themselves; for the floor, in the file that hashes.`,
      tables,
      bars: SERVERS.filter(({ kind }) => kind === 'ours').map(({ name }) => bar(rows, name)),
      notes: [
        'A part of one process’ own time: whatever slows the machine slows the rest of the request alike, so it says more about 3 percent than two processes beside each other can.',
        'One SHA-256 takes more than 3 percent of a request by itself, so a password as text cannot be had for that. A password as a function is spared it.',
        'It leaves out what the framework takes for two more layers (the two empty middleware of the section before), the garbage collector, and the kernel where it is not the process that asks.',
      ],
    };
  },
};
