// `npm run sandbox` installs and builds what is missing, then runs linxo-sandbox with the arguments given.
import { endWithNpm } from './end-with-npm.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

endWithNpm();
const isReady = (await setUp()) && (await run('tsc', ['-b', 'packages/core'])) === 0;
process.exitCode = isReady ? await run('node', ['packages/core/dist/sandbox/cli.js', ...process.argv.slice(2)]) : 1;
