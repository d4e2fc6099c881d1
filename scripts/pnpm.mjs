// Runs pnpm: the one on the PATH where it is the right major version, else the one that npx fetches.
import { execFileSync } from 'node:child_process';
import { ROOT, run } from './run.mjs';

const MAJOR = '12.';
const PACKAGE = 'pnpm@12.21.0';

/** The command that runs pnpm, with its first arguments. */
export function pnpmCommand() {
  return isOnPath() ? ['pnpm'] : ['npx', '--yes', PACKAGE];
}

/** Runs pnpm at the root of the workspace, and answers with its exit code. */
export function runPnpm(args, options) {
  const [command, ...prefix] = pnpmCommand();
  return run(command, [...prefix, ...args], options);
}

function isOnPath() {
  try {
    const version = execFileSync('pnpm', ['--version'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return version.startsWith(MAJOR);
  } catch {
    return false;
  }
}
