import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const NOW = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:47 GMT', 10_000],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Mon, never', undefined],
    ['99999999999', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %j is %j ms', (value, delayMs) => {
    expect(parseRetryAfter(value, NOW)).toBe(delayMs);
  });
});
