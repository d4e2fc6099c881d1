// Says what forbids a release: a tag, the packages and CHANGELOG.md have to name the same version.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** Returns a sentence for each problem of a release with this tag, such as v1.2.3. */
export function releaseProblems(tag, root = ROOT) {
  const version = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(tag)?.[1];
  if (version === undefined) return [`The tag "${tag}" names no version: it has to look like v1.2.3 or v1.2.3-beta.1.`];
  const manifests = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'package.json'));
  const others = manifests.flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return manifest.version === version ? [] : [`${file} has the version ${manifest.version}, the tag ${version}.`];
  });
  const headings = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').match(/^## .*/gm) ?? [];
  const isListed = headings.some((heading) => heading.split(/[\s[\]]+/)[1] === version);
  return isListed ? others : [...others, `CHANGELOG.md has no section "## [${version}]".`];
}
