// `npm run pictures` takes the pictures of docs/pictures again, from the pages as they are. It needs Chromium, and is no part of the tests.
// Equal pages give equal files on one machine; letters depend on its fonts.
import { join } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

async function pictures() {
  if (!(await setUp())) return 1;
  return run('vitest', ['run', '--config', join('test', 'pictures', 'vitest.config.ts')]);
}

endWithNpm();
process.exitCode = await pictures();
