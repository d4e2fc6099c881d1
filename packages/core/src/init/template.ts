/** Reads the template that is packed with an adapter, as the files of a new application. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { environmentFrom } from './environment-file.ts';
import { InitError } from './init-error.ts';
import { packageNameFor } from './package-name.ts';

/** A file of the new application. */
export interface NewFile {
  /** The path below the application's folder, with `/`. */
  readonly path: string;
  readonly content: string | Buffer;
  /** True if only the user who runs the command may read the file. */
  readonly isSecret: boolean;
}

/** npm leaves files of this name out of a package, so it is packed under the other name. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };
const MANIFEST = 'package.json';
const EXAMPLE = '.env.example';

/**
 * Returns the files of an application: those of the template, with its own name in package.json, and `.env` with fresh keys.
 *
 * @throws InitError if there is no template
 */
export function applicationFiles(template: string, folderName: string): readonly NewFile[] {
  const files = filesBelow(template).map(({ path, content }) =>
    path === MANIFEST
      ? { path, content: named(content.toString(), folderName), isSecret: false }
      : { path, content, isSecret: false },
  );
  const example = files.find(({ path }) => path === EXAMPLE);
  if (example === undefined) return files;
  return [...files, { path: '.env', content: environmentFrom(example.content.toString()), isSecret: true }];
}

function filesBelow(template: string): readonly { readonly path: string; readonly content: Buffer }[] {
  return entriesOf(template)
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const folder = relative(template, entry.parentPath);
      const path = join(folder, RENAMED[entry.name] ?? entry.name);
      return { path: path.split(sep).join('/'), content: readFileSync(join(entry.parentPath, entry.name)) };
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function entriesOf(template: string): readonly Dirent[] {
  try {
    return readdirSync(template, { recursive: true, withFileTypes: true });
  } catch {
    throw new InitError(
      'this package came without its template, which is written when it is packed; in a clone of the repository, use npm run init',
    );
  }
}

function named(manifest: string, folderName: string): string {
  const parsed = JSON.parse(manifest) as { readonly dependencies?: object; readonly devDependencies?: object };
  const dependencies = Object.keys({ ...parsed.dependencies, ...parsed.devDependencies });
  return `${JSON.stringify({ ...parsed, name: packageNameFor(folderName, dependencies) }, undefined, 2)}\n`;
}
