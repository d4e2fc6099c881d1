/** Runs modules of `processes/` as child processes: each has a fresh heap, a fresh compiler and a processor time of its own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/** Runs a module to its end and reads the JSON that it prints. */
export async function outputOf<T>(module: string, ...args: readonly unknown[]): Promise<T> {
  const file = fileURLToPath(new URL(`../processes/${module}.js`, import.meta.url));
  const { stdout } = await run(process.execPath, ['--expose-gc', file, JSON.stringify(args)], { timeout: TIMEOUT_MS });
  return JSON.parse(stdout) as T;
}

/** Reads, in the child, the arguments that {@link outputOf} gave. */
export function argsOf<T extends readonly unknown[]>(): T {
  return JSON.parse(process.argv[2] ?? '[]') as T;
}

/** Prints, in the child, what {@link outputOf} reads, and ends the process. */
export function output(value: unknown): never {
  console.log(JSON.stringify(value));
  process.exit();
}
