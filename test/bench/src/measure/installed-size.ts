/** How many bytes a package brings to an application's disk, the packages that it needs included. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OWN_MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const OWN_SCOPE = '@linxo-guard/';

/** The bytes that are installed for a package. Frameworks that it stands on as a peer are not counted. */
export function installedBytes(name: string): number {
  const found = new Map<string, number>();
  collect(join(OWN_MODULES, name), found);
  return [...found.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function collect(link: string, found: Map<string, number>): void {
  const folder = realpathSync(link);
  if (found.has(folder)) return;
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  // A package of this workspace has more in its folder than is published.
  const parts = manifest.name.startsWith(OWN_SCOPE) ? ['package.json', ...(manifest.files ?? [])] : ['.'];
  const published = parts.map((part) => join(folder, part)).filter((path) => existsSync(path));
  found.set(
    folder,
    published.reduce((sum, path) => sum + sizeOf(path), 0),
  );
  for (const dependency of neededBy(manifest)) collect(locate(dependency, folder), found);
}

/** An adapter has core as a peer: whoever installs it installs both. The framework would be there without it. */
function neededBy({ dependencies = {}, peerDependencies = {} }: Manifest): readonly string[] {
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter((name) => name.startsWith(OWN_SCOPE))];
}

function locate(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed for ${from}.`);
  }
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path)
    .filter((entry) => entry !== 'node_modules')
    .reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0);
}
