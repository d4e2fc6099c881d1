// Runs vitest and returns its counts: { passed, failed, skipped }.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const REPORTERS = ['--reporter=default', `--reporter=${join(ROOT, 'scripts', 'count-reporter.mjs')}`];

/** Adds a failure if no test ran, or if the counts do not explain vitest's exit code. */
export async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'linxo-guard-'));
  const countsFile = join(folder, 'counts.json');
  try {
    const code = await run('vitest', ['run', ...REPORTERS, ...args], { env: { TEST_COUNTS_FILE: countsFile } });
    const counts = readCounts(countsFile);
    if (counts.passed + counts.failed === 0) console.error('No test ran.');
    if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error('Vitest ended without counting its tests.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
