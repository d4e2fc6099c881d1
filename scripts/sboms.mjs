// Writes what each published package depends on as a software bill of materials (CycloneDX 1.6), from the lock file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runPnpm } from './pnpm.mjs';

/**
 * Writes one file for each package into a folder, and answers with their paths.
 *
 * @throws Error when pnpm fails: then its message is above
 */
export async function writeSboms(folder) {
  const format = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6'];
  const out = ['--split', '--out', join(folder, '%s-%v.cdx.json')];
  const code = await runPnpm(['sbom', '--filter=./packages/*', '--prod', ...format, ...out]);
  if (code !== 0) throw new Error(`The bills of materials were not written: pnpm ended with exit code ${code}.`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cdx.json'))
    .map((name) => join(folder, name));
}
