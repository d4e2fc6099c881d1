// `npm run bench [-- name …]` installs and builds what is missing, runs the benchmarks and writes docs/benchmarks.md.
import { join } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

const MAIN = join('test', 'bench', 'dist', 'bench', 'src', 'main.js');

async function bench(args) {
  if (!(await setUp())) return 1;
  // The benchmarks run on the compiled packages in `dist`, as they are published.
  const compiled = await run('tsc', ['-b', '.', 'test/bench']);
  if (compiled !== 0) return compiled;
  const measured = await run('node', ['--expose-gc', MAIN, ...args]);
  return measured === 0 ? run('oxfmt', ['docs/benchmarks.md', 'docs/benchmarks']) : measured;
}

endWithNpm();
process.exitCode = await bench(process.argv.slice(2));
