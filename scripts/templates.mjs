// Writes the template of each adapter into its package: `examples/koa-app` becomes `packages/koa/dist/template`.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ROOT } from './run.mjs';

/** Everything else in a template's folder belongs to it. Paths are those below the folder. */
const LEFT_OUT = [
  // What commands leave behind.
  /(^|\/)(node_modules|dist|coverage|data)(\/|$)/,
  /(^|\/)(\.env|\.DS_Store|package-lock\.json)$/,
  /\.(tsbuildinfo|log|tgz|db|sqlite)(-\w+)?$/,
  // What makes of the folder a member of this workspace.
  /^tsconfig\.workspace\.json$/,
  /^test\/tsconfig\.json$/,
];

/** npm leaves files of this name out of a package. `init` gives it back. */
const RENAMED = { '.gitignore': 'gitignore' };

/** Fields of package.json that are for this workspace. */
const OWN_FIELDS = ['description', 'exports', 'license'];

/** Writes all templates. It can run several times at once: no file is ever half written, and none is missing once it was there. */
export function writeTemplates() {
  for (const adapter of adapters()) {
    const packageFolder = join(ROOT, 'packages', adapter);
    const to = join(packageFolder, 'dist', 'template');
    const files = templateFiles(join(ROOT, 'examples', `${adapter}-app`));
    for (const [path, content] of files) writeWhole(join(to, path), content, packageFolder);
    for (const path of pathsBelow(to)) {
      if (!files.has(path)) rmSync(join(to, path), { force: true });
    }
  }
}

/** The adapters that have a template. */
export function adapters() {
  return readdirSync(join(ROOT, 'packages')).filter((name) => existsSync(join(ROOT, 'examples', `${name}-app`)));
}

/** The files of a template as they are packed, by their paths. */
export function templateFiles(folder) {
  const paths = pathsBelow(folder).filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)));
  return new Map(
    paths.map((path) => {
      const content = readFileSync(join(folder, path));
      const name = RENAMED[basename(path)] ?? basename(path);
      const packed = path.slice(0, path.length - basename(path).length) + name;
      return [packed, path === 'package.json' ? packedManifest(content) : content];
    }),
  );
}

/** A template's package.json with plain version ranges, and without what only this workspace needs. */
function packedManifest(content) {
  const manifest = JSON.parse(content);
  for (const field of OWN_FIELDS) delete manifest[field];
  for (const field of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(manifest[field] ?? {})) {
      if (range.startsWith('workspace:')) manifest[field][name] = `^${versionOf(name)}`;
    }
  }
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}

function versionOf(name) {
  const [, folder] = name.split('/');
  return JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')).version;
}

function pathsBelow(folder) {
  if (!existsSync(folder)) return [];
  return listed(folder, folder).map((path) => relative(folder, path).split(sep).join('/'));
}

/** The files of a folder. Folders that are left out are not entered: node_modules has very many files. */
function listed(root, folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    const below = relative(root, path).split(sep).join('/');
    return LEFT_OUT.some((pattern) => pattern.test(below)) ? [] : listed(root, path);
  });
}

/** Puts a file in its place as a whole, unless it has this content already. The draft lies where nothing is packed. */
function writeWhole(path, content, packageFolder) {
  if (existsSync(path) && statSync(path).size === content.length && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(packageFolder, `.draft-${process.pid}`);
  writeFileSync(draft, content);
  renameSync(draft, path);
}
