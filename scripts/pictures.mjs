// `npm run pictures` takes the pictures of docs/pictures again, from the pages as they are. It needs Chromium, and is no part of the tests.
// On one machine, equal pages give equal files, but for the table of routes: Chromium may smooth the letters of its head, which stays in
// view, in two ways. On another machine, letters depend on its fonts.
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
