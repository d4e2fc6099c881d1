// A vitest reporter that counts passed, failed and skipped tests, and writes the counts as JSON to $TEST_COUNTS_FILE.
import { writeFileSync } from 'node:fs';

/**
 * Counts as one failure each: a test file that does not load, a failing hook, an error outside of any test, and a test that
 * should have run and did not.
 */
export function countTests(testModules, unhandledErrors, { skipsAllowed }) {
  const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  const skippedTests = [];
  for (const testModule of testModules) {
    counts.failed += testModule.errors().length;
    for (const suite of testModule.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state !== 'skipped') counts.failed += 1;
      else {
        counts[skipsAllowed ? 'skipped' : 'failed'] += 1;
        skippedTests.push(`${testModule.relativeModuleId} > ${test.fullName}`);
      }
    }
  }
  return { ...counts, skippedTests };
}

export default class CountReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const skipsAllowed = process.env.CI !== 'true';
    const { skippedTests, ...counts } = countTests(testModules, unhandledErrors, { skipsAllowed });
    if (!skipsAllowed) {
      for (const name of skippedTests) console.error(`SKIPPED, which CI counts as failed: ${name}`);
    }
    writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify(counts));
  }
}
