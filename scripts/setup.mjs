// Installs the dependencies when node_modules is not in the state that the lock file and the manifests ask for.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpmCommand, runPnpm } from './pnpm.mjs';
import { ROOT } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.installed-state');

/** Answers whether the dependencies are in place; says what failed when they are not. */
export async function setUp() {
  const state = wantedState();
  if (installedState() === state) return true;
  const command = pnpmCommand().join(' ');
  console.log(`Installing the dependencies with ${command}…`);
  rmSync(STAMP, { force: true });
  // CI=true: pnpm asks no questions.
  const code = await runPnpm(['install', '--frozen-lockfile', '--ignore-scripts'], { env: { CI: 'true' } });
  if (code !== 0) {
    console.error(`The dependencies are not installed: ${command} ended with exit code ${code}; its message is above.`);
    return false;
  }
  writeFileSync(STAMP, state);
  return true;
}

function wantedState() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]) {
    hash.update(`\n${file}\n`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** The folders that pnpm-workspace.yaml lists. */
function manifests() {
  const members = ['packages', 'examples'].flatMap((folder) => subfolders(folder));
  return ['.', 'test', 'test/bench', ...members]
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(join(ROOT, file)));
}

function subfolders(folder) {
  const path = join(ROOT, folder);
  return existsSync(path)
    ? readdirSync(path)
        .toSorted()
        .map((name) => join(folder, name))
    : [];
}

function installedState() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}
