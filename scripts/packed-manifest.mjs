// What pnpm changes in a package.json on its way into a tarball, besides `workspace:` ranges.
export const hooks = {
  beforePacking(manifest) {
    // The sources stay here: they are for this repository's tests.
    for (const entry of Object.values(manifest.exports)) delete entry['@linxo-guard/source'];
    delete manifest.devDependencies;
    return manifest;
  },
};
