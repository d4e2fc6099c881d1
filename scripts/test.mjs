// `npm test` installs and builds what is missing, checks the sources, runs the tests and ends with one line of counts. With
// arguments, such as `npm test -- packages/core`, it leaves out the checks and passes the arguments to vitest.
import { endWithNpm } from './end-with-npm.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { runVitest } from './vitest.mjs';

// Each check counts as one test that passed or failed.
const BUILD = { claim: 'the sources compile', command: ['tsc', '-b'] };
const CHECKS = [
  { claim: 'formatted as oxfmt formats', command: ['oxfmt', '--check'] },
  { claim: 'lints clean', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { claim: 'the tests type-check', command: ['tsc', '-b', 'tsconfig.check.json'] },
  { claim: 'the documents say what the tables say', command: ['node', 'scripts/write-docs.mjs', '--check'] },
  { claim: 'the packages are fit to publish', command: ['node', 'scripts/check-packages.mjs'] },
];

async function test(vitestArgs) {
  if (!(await setUp())) return { passed: 0, failed: 1, skipped: 0 };
  const steps = vitestArgs.length > 0 ? [BUILD] : [BUILD, ...CHECKS];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    const outcome = (await holds(step)) ? 'passed' : 'failed';
    total[outcome] += 1;
  }
  const tests = await runVitest(vitestArgs);
  for (const outcome of Object.keys(total)) total[outcome] += tests[outcome];
  return total;
}

async function holds({ claim, command: [program, ...args] }) {
  const startedAtMs = performance.now();
  const exitCode = await run(program, args);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? '✓' : '✗ not so:'} ${claim} (${seconds} s)`);
  return exitCode === 0;
}

endWithNpm();
const { passed, failed, skipped } = await test(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
