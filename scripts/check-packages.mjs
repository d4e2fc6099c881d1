// `npm run check:packages`: packs the packages as they are published, and lets publint, attw and knip judge them.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const PUBLISHED = ['./packages/core', './packages/koa', './packages/express'];

async function check(folder) {
  if (!(await succeeds('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder, ...PUBLISHED))) {
    return false;
  }
  const verdicts = [await succeeds('knip', '--no-config-hints')];
  for (const name of readdirSync(folder)) {
    const tarball = join(folder, name);
    verdicts.push(await succeeds('publint', 'run', tarball, '--strict'), await typesAreRight(tarball));
  }
  return verdicts.every(Boolean);
}

/** attw has much to say about a good package, too: it speaks only about a bad one. */
async function typesAreRight(tarball) {
  const command = ['attw', tarball, '--profile', 'esm-only', '--format', 'ascii'];
  return (await succeeds(...command, '--quiet')) || (await succeeds(...command));
}

async function succeeds(program, ...args) {
  return (await run(program, args)) === 0;
}

const folder = mkdtempSync(join(tmpdir(), 'linxo-guard-'));
try {
  process.exitCode = (await check(folder)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
