// `npm run pack`: installs what is missing, builds the packages from scratch, and packs them into dist-packages/.
import { rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { packPackages } from './pack-packages.mjs';
import { ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

const FOLDER = join(ROOT, 'dist-packages');
const PACKAGES = ['core', 'koa', 'express'].map((name) => join('packages', name));

async function pack() {
  if (!(await setUp())) return 1;
  // Files that an earlier build left would be packed, too.
  for (const folder of [FOLDER, ...PACKAGES.map((name) => join(ROOT, name, 'dist'))]) {
    rmSync(folder, { recursive: true, force: true });
  }
  const compiled = await run('tsc', ['-b', ...PACKAGES]);
  if (compiled !== 0) return compiled;
  for (const tarball of await packPackages(FOLDER)) {
    console.log(`${relative(ROOT, tarball)} (${Math.ceil(statSync(tarball).size / 1024)} KiB)`);
  }
  return 0;
}

endWithNpm();
process.exitCode = await pack();
