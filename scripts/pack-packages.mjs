// Packs the published packages as they are installed: `workspace:^` becomes a version range, the sources stay at home.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runPnpm } from './pnpm.mjs';
import { ROOT } from './run.mjs';
import { writeTemplates } from './templates.mjs';

/**
 * Packs what is in the packages' `dist`, with the templates, into a folder, and answers with the paths of the tarballs.
 *
 * @throws Error when the packages are not built, or when pnpm fails: then its message is above
 */
export async function packPackages(folder) {
  if (!existsSync(join(ROOT, 'packages/core/dist/index.js')))
    throw new Error('The packages are not built: run tsc -b.');
  writeTemplates();
  const hooks = `--config.pnpmfile=${join(ROOT, 'scripts', 'packed-manifest.mjs')}`;
  const packages = ['--recursive', '--filter=./packages/*'];
  const code = await runPnpm([hooks, ...packages, 'pack', '--silent', '--pack-destination', folder]);
  if (code !== 0) throw new Error(`The packages were not packed: pnpm ended with exit code ${code}.`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(folder, name));
}
