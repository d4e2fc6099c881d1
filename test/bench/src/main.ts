/** `npm run bench [-- name …]`: runs the benchmarks, keeps what they find as JSON, and writes the report. */
import { mkdirSync } from 'node:fs';
import { BENCHMARKS } from './benches/index.ts';
import { machineLine } from './machine.ts';
import { keep, readKept } from './report/kept.ts';
import { FOLDER } from './report/places.ts';
import { summaryOf } from './report/summary.ts';
import { writeReport } from './report/write-report.ts';

const REPORT_ONLY = '--report';

async function main(args: readonly string[]): Promise<number> {
  const named = args.filter((arg) => arg !== REPORT_ONLY);
  const unknown = named.filter((name) => !BENCHMARKS.some(({ id }) => id === name));
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(', ')}. There are: ${BENCHMARKS.map(({ id }) => id).join(', ')}.`,
    );
    return 2;
  }
  mkdirSync(FOLDER, { recursive: true });
  const wanted = BENCHMARKS.filter(({ id }) => named.length === 0 || named.includes(id));
  for (const benchmark of args.includes(REPORT_ONLY) ? [] : wanted) {
    const startedAtMs = performance.now();
    console.log(`${benchmark.id} …`);
    const finding = await benchmark.run();
    keep({ machine: machineLine(), measuredOn: new Date().toISOString().slice(0, 10), finding });
    console.log(summaryOf(finding));
    console.log(`(${Math.round((performance.now() - startedAtMs) / 1000)} s)\n`);
  }
  writeReport(readKept());
  console.log('docs/benchmarks.md written');
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
