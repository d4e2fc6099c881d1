// Names the files of a template that do not know its framework, and so are the same in both.
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Matches what differs: the framework's part, what names it, and what a build or a run leaves behind. */
const OWN =
  /^(README\.md|package\.json|tsconfig\.json|linxo-scopes\.json|src\/(app|write-scopes)\.ts|(src|test)\/web\/.*|(dist|node_modules|coverage)\/.*|.*\.tsbuildinfo|.*\.db(-\w+)?|\.env)$/;

/** Returns the paths, relative to the template. */
export function sharedFilesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/^(dist|node_modules)$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .map((file) => relative(folder, file).split(sep).join('/'))
    .filter((file) => !OWN.test(file))
    .toSorted();
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
