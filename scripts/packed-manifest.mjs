// These tests hold what pnpm changes in a package.json on its way into a tarball, besides `workspace:` ranges.
import { basename } from 'node:path';

// In a workflow, these say where the sources are. The registry compares it with the provenance of the package.
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;

export const hooks = {
  beforePacking(manifest) {
    // The sources stay here: they are for this repository's tests.
    for (const entry of Object.values(manifest.exports)) delete entry['@linxo-guard/source'];
    delete manifest.devDependencies;
    if (GITHUB_REPOSITORY) {
      const url = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
      manifest.repository = { type: 'git', url, directory: `packages/${basename(manifest.name)}` };
    }
    return manifest;
  },
};
