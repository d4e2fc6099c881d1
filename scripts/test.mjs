// `npm test`: installs and builds what is missing, checks the sources, runs the tests, and ends with one line of counts.
// Arguments go to vitest, and then the checks are left out: `npm test -- packages/core`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';

const BUILD = { claim: 'the sources compile', command: ['tsc', '-b'] };
const CHECKS = [
  { claim: 'formatted as oxfmt formats', command: ['oxfmt', '--check'] },
  { claim: 'lints clean', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { claim: 'the tests type-check', command: ['tsc', '-b', 'tsconfig.check.json'] },
  // { claim: 'the packages are fit to publish', command: ['node', 'scripts/check-packages.mjs'] },
];

async function test(vitestArgs) {
  if (!(await setUp())) return { passed: 0, failed: 1, skipped: 0 };
  const steps = vitestArgs.length > 0 ? [BUILD] : [BUILD, ...CHECKS];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) total[(await holds(step)) ? 'passed' : 'failed'] += 1;
  const tests = await runTests(vitestArgs);
  for (const outcome of Object.keys(total)) total[outcome] += tests[outcome];
  return total;
}

async function holds({ claim, command: [program, ...args] }) {
  const startedAtMs = performance.now();
  const held = (await run(program, args)) === 0;
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${held ? '✓' : '✗ not'} ${claim} (${seconds} s)`);
  return held;
}

/** Vitest's own exit code is a failure of its own when nothing that was counted explains it. */
async function runTests(vitestArgs) {
  const folder = mkdtempSync(join(tmpdir(), 'linxo-guard-'));
  const countsFile = join(folder, 'counts.json');
  const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'scripts', 'count-reporter.mjs')}`];
  try {
    const code = await run('vitest', ['run', ...reporters, ...vitestArgs], { env: { TEST_COUNTS_FILE: countsFile } });
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

const { passed, failed, skipped } = await test(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
