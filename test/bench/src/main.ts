/** Runs the benchmarks, keeps their results and writes the page: `npm run bench [-- name …]`. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { claimOf, judge } from './judge.ts';
import type { Benchmark } from './benchmark.ts';
import { BENCHMARKS } from './benchmarks/index.ts';
import { measuredOf, pageOf } from './report/page.ts';
import { isPlotted, plotFile, plotOf } from './report/plot.ts';
import { keepResult, readResults } from './results.ts';

/** Points to `docs/`, seen from the compiled file. */
const DOCS = new URL('../../../../../docs/', import.meta.url);
const FOLDER = new URL('benchmarks/', DOCS);
/** Writes the page anew from what was measured before. */
const REPORT_ONLY = '--report';

async function run({ id, bars, measure }: Benchmark): Promise<void> {
  const startedAtMs = performance.now();
  const tables = await measure((step) => console.log(`${clock()} ${id}: ${step}`));
  keepResult(FOLDER, id, Math.round((performance.now() - startedAtMs) / 1000), tables);
  for (const bar of bars) {
    const { holds, measured } = judge(bar, tables);
    console.log(`${holds ? '✓' : '✗'} ${claimOf(bar)}: ${measured}`);
  }
}

/** Gives the time since the start of this process as minutes and seconds. */
function clock(): string {
  const seconds = Math.round(performance.now() / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function writeReport(): void {
  const measured = measuredOf(BENCHMARKS, readResults(FOLDER));
  for (const file of readdirSync(FOLDER)) if (file.endsWith('.svg')) rmSync(new URL(file, FOLDER));
  for (const { benchmark, result } of measured) {
    for (const table of result.tables.filter(isPlotted)) {
      writeFileSync(new URL(plotFile(table), FOLDER), plotOf(table, benchmark.bars));
    }
  }
  writeFileSync(new URL('benchmarks.md', DOCS), pageOf(measured));
}

async function main(args: readonly string[]): Promise<number> {
  const known = BENCHMARKS.map(({ id }) => id);
  const unknown = args.filter((arg) => arg !== REPORT_ONLY && !known.includes(arg));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 2;
  }
  const wanted = BENCHMARKS.filter(({ id }) => args.length === 0 || args.includes(id));
  let exitCode = 0;
  for (const benchmark of wanted) {
    // A run takes minutes, so the others go on where one fails.
    await run(benchmark).catch((error: unknown) => {
      console.error(`${clock()} ${benchmark.id} failed:`, error);
      exitCode = 1;
    });
  }
  writeReport();
  return exitCode;
}

process.exit(await main(process.argv.slice(2)));
