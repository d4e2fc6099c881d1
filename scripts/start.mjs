// `npm start` installs and builds what is missing, then runs the demo with the arguments given.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

const DEMO = join(ROOT, 'examples', 'demo', 'dist', 'main.js');

async function start() {
  if (!(await setUp())) return 1;
  if ((await run('tsc', ['-b'])) !== 0) {
    console.error('The sources do not compile: the compiler says why above.');
    return 1;
  }
  if (!existsSync(DEMO)) {
    console.error('There is no demo to run: examples/demo/dist/main.js is missing.');
    return 1;
  }
  // The demo runs in this process, so that it gets signals and sets the exit code itself.
  process.argv[1] = DEMO;
  await import(pathToFileURL(DEMO).href);
  return process.exitCode;
}

endWithNpm();
process.exitCode = await start();
