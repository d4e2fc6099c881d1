// Tests the counts of `npm test` on test files that pass, fail, are skipped, do not load or do not exist.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const RUN_VITEST = new URL('../../scripts/vitest.mjs', import.meta.url).href;
const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

async function countsOf(fixture: string, env: { readonly CI?: 'true' } = {}) {
  const args = JSON.stringify([`--root=${FIXTURES}`, fixture]);
  const script = `import { runVitest } from '${RUN_VITEST}'; console.log(JSON.stringify(await runVitest(${args})));`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, CI: '', ...env },
  });
  return { counts: JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as unknown, stderr };
}

describe('the counts of npm test', () => {
  it('count a hook that fails as failed, and tell skipped tests apart', async () => {
    const { counts } = await countsOf('mixed');
    expect(counts).toEqual({ passed: 2, failed: 2, skipped: 3 });
  });

  it('count a skipped test as failed in CI, and name it', async () => {
    const { counts, stderr } = await countsOf('mixed', { CI: 'true' });
    expect(counts).toEqual({ passed: 2, failed: 5, skipped: 0 });
    expect(stderr).toContain('SKIPPED, which CI counts as failed: mixed.fixture.ts > is skipped');
  });

  it.each([
    ['a test file that does not load', 'broken', { passed: 0, failed: 1, skipped: 0 }],
    ['an error that nobody handles', 'unhandled', { passed: 1, failed: 1, skipped: 0 }],
    ['a run in which every test is skipped', 'skipped', { passed: 0, failed: 1, skipped: 1 }],
    ['a run without a test', 'there-is-none', { passed: 0, failed: 1, skipped: 0 }],
  ])('count %s as failed', async (_case, fixture, expected) => {
    const { counts } = await countsOf(fixture);
    expect(counts).toEqual(expected);
  });
});
