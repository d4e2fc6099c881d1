/** Each promise of SECURITY.md names the tests that hold it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${ROOT}SECURITY.md`, 'utf8');
const promises = [...text.matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$/gm)]
  .map(
    ([, promise = '', tests = '']) =>
      [promise, [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => String(path))] as const,
  )
  .filter(([, tests]) => tests.some((path) => path.includes('test/')));

describe('the promise', () => {
  it('is one of many', () => {
    expect(promises.length).toBeGreaterThan(12);
  });

  it.each(promises)('"%s" has its tests', (_, tests) => {
    expect(tests.filter((path) => !existsSync(ROOT + path))).toEqual([]);
  });
});
