// `npm run check:packages`: packs the packages as they are published, and lets publint, attw and knip judge them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from './pack-packages.mjs';
import { run } from './run.mjs';

async function check(folder) {
  const verdicts = [await succeeds('knip', '--no-config-hints')];
  for (const tarball of await packPackages(folder)) {
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
