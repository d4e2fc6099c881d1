/** Checks the folder of a new application, and writes the files into it: all of them, or none. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InitError } from './init-error.ts';
import type { NewFile } from './template.ts';

/** A folder that has only this is empty all the same: it is a repository that was made first. */
const REPOSITORY = '.git';
const SHOWN = 3;

/** @throws InitError if the path cannot become an application's folder */
export function checkTarget(folder: string): void {
  const kind = kindOf(folder);
  if (kind === 'nothing') return;
  if (kind === 'other') throw new InitError(`${folder} is a file: name a folder that is new or empty`);
  const entries = readdirSync(folder).filter((name) => name !== REPOSITORY);
  if (entries.length === 0) return;
  const shown = entries.slice(0, SHOWN).join(', ');
  const more = entries.length > SHOWN ? ` and ${entries.length - SHOWN} more` : '';
  throw new InitError(
    `${folder} is not empty, and nothing of it is overwritten (it has ${shown}${more}): name a new folder`,
  );
}

function kindOf(path: string): 'nothing' | 'folder' | 'other' {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  return stats.isDirectory() ? 'folder' : 'other';
}

/** Writes the files. If one cannot be written, those before it are removed, and the error is thrown. */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  const made: string[] = [];
  const makeFolder = (path: string): void => {
    const first = mkdirSync(path, { recursive: true });
    if (first !== undefined) made.push(first);
  };
  try {
    makeFolder(folder);
    for (const { path, content, isSecret } of files) {
      const file = join(folder, path);
      makeFolder(dirname(file));
      // `wx` fails if the file exists by now.
      writeFileSync(file, content, { flag: 'wx', mode: isSecret ? 0o600 : 0o666 });
      made.push(file);
    }
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}
