// `npm run bench [-- name …]`: installs and builds what is missing, runs the benchmarks, and writes docs/benchmarks.md.
// `npm run bench -- --report` writes the page and the plots again, from the last results.
import { join } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

const MAIN = join('test', 'bench', 'dist', 'bench', 'src', 'main.js');

async function bench(args) {
  if (!(await setUp())) return 1;
  // The packages are measured as they are published: compiled, and found through `dist`.
  const compiled = await run('tsc', ['-b', '.', 'test/bench']);
  if (compiled !== 0) return compiled;
  const measured = await run('node', [MAIN, ...args]);
  const formatted = await run('oxfmt', ['docs/benchmarks']);
  return measured === 0 ? formatted : measured;
}

endWithNpm();
process.exitCode = await bench(process.argv.slice(2));
