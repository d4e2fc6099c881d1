/** What runs have found, one JSON file a benchmark. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCHMARKS } from '../benches/index.ts';
import type { Finding } from '../result.ts';
import { FOLDER } from './places.ts';

/** A finding, and what it was found on. */
export interface Kept {
  readonly machine: string;
  /** YYYY-MM-DD. */
  readonly measuredOn: string;
  readonly finding: Finding;
}

const fileOf = (id: string) => join(FOLDER, `${id}.json`);

export function keep(kept: Kept): void {
  writeFileSync(fileOf(kept.finding.id), `${JSON.stringify(kept, undefined, 2)}\n`);
}

/** All that was kept, in the order of the report. */
export function readKept(): readonly Kept[] {
  return BENCHMARKS.map(({ id }) => fileOf(id))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Kept);
}
