/** Reads and writes `docs/benchmarks/results.json`, which holds the last measurement of each benchmark. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Table } from './benchmark.ts';

/** Holds the measurement of one benchmark, and its circumstances. */
export interface Result {
  readonly id: string;
  /** Has the form YYYY-MM-DD. */
  readonly measuredOn: string;
  readonly machine: string;
  readonly seconds: number;
  readonly tables: readonly Table[];
}

const FILE = 'results.json';

/** Replaces the former result of the same benchmark. */
export function keepResult(folder: URL, id: string, seconds: number, tables: readonly Table[]): void {
  const others = readResults(folder).filter((result) => result.id !== id);
  const measuredOn = new Date().toISOString().slice(0, 10);
  const result: Result = { id, measuredOn, machine: machineLine(), seconds, tables };
  writeFileSync(new URL(FILE, folder), JSON.stringify([...others, result], undefined, 2));
}

export function readResults(folder: URL): readonly Result[] {
  const file = fileURLToPath(new URL(FILE, folder));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Result[]) : [];
}

function machineLine(): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${gib} GiB`;
}
