import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleave, spreadOf } from '../src/measure/interleave.ts';
import { atMost, atMostOfFastestPeer, decimal } from '../src/report/bars.ts';
import type { Row } from '../src/result.ts';

const constant = (median: number) => ({ median, low: median, high: median });

describe('a spread', () => {
  it('is the median with the quartiles beside it', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, low: 1.25, high: 1.75 });
  });

  it('lies between the least and the greatest, whatever the numbers and their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
        const { low, median, high } = spreadOf(numbers);
        const ordered = [Math.min(...numbers), low, median, high, Math.max(...numbers)];
        expect(ordered).toEqual(ordered.toSorted((one, other) => one - other));
      }),
    );
  });

  it('of nothing is an error, not a number', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});

describe('an interleaved run', () => {
  it('measures each contender once a round, each round beginning with another one', async () => {
    const order: string[] = [];
    const contender = (name: string) => ({
      name,
      kind: 'ours' as const,
      measure: () => order.push(name),
    });
    await interleave([{ ...contender('a'), kind: 'floor' }, contender('b'), contender('c')], 3);
    expect(order.join('')).toBe('abcbcacab');
  });

  it('compares with the floor of the same round, so that a slow machine makes no difference', async () => {
    const slowness = [1, 10, 3];
    let measured = 0;
    // Two contenders a round.
    const taking = (ns: number) => () => ns * (slowness[Math.floor(measured++ / 2)] ?? NaN);
    const [, ours] = await interleave(
      [
        { name: 'floor', kind: 'floor', measure: taking(100) },
        { name: 'ours', kind: 'ours', measure: taking(200) },
      ],
      slowness.length,
    );
    expect(ours?.ratio).toEqual(constant(2));
  });
});

describe('a bar', () => {
  const row = (name: string, kind: Row['kind'], median: number, ratio = median): Row => ({
    name,
    kind,
    value: constant(median),
    ratio: constant(ratio),
  });

  it('is held at its limit, and missed above', () => {
    expect(atMost('ours', 3, row('ours', 'ours', 30, 3)).holds).toBe(true);
    expect(atMost('ours', 3, row('ours', 'ours', 30, 3.01))).toEqual({
      claim: 'ours: at most 3',
      measured: '3.01 (3.01 to 3.01)',
      holds: false,
    });
  });

  it('of the fastest peer does not take the slowest', () => {
    const rows = [row('ours', 'ours', 10), row('slow', 'peer', 600), row('fast', 'peer', 50)];
    expect(atMostOfFastestPeer('ours', 1 / 6, rows, 'ours')).toEqual({
      claim: 'ours: at most 1/6',
      measured: '1/5 of fast',
      holds: false,
    });
  });

  it('shows three digits that count', () => {
    expect([0.12345, 1.005, 12.34, 1234.5, NaN].map(decimal)).toEqual(['0.123', '1', '12.3', '1,235', '–']);
  });
});
