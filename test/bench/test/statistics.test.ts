import { describe, expect, it } from 'vitest';
import { judge } from '../src/judge.ts';
import { FASTEST_PEER, type Quantity, type Row } from '../src/benchmark.ts';
import { measureInTurns } from '../src/measure/in-turns.ts';
import { decimal, ratiosOf, spreadOf } from '../src/statistics.ts';

describe('a spread', () => {
  it('is the median with the quartiles beside it', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, low: 1.25, high: 1.75 });
  });

  it('of nothing is an error, not a number', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });

  it('is written with three significant digits', () => {
    expect([0.12345, 1.005, 12.34, 1234.5, NaN].map(decimal)).toEqual(['0.123', '1', '12.3', '1,235', '–']);
  });
});

describe('contenders that take turns', () => {
  it('are measured once a round, each round beginning with another one', async () => {
    const order: string[] = [];
    const contenders = ['a', 'b', 'c'].map((name) => ({
      name,
      kind: 'ours' as const,
      measure: () => [order.push(name)],
    }));
    const [table] = await measureInTurns(contenders, [{ title: 'order', unit: 'ns' }], 3);
    expect(order.join('')).toBe('abcbcacab');
    expect(table?.rows.map(({ rounds }) => rounds)).toEqual([
      [1, 6, 8],
      [2, 4, 9],
      [3, 5, 7],
    ]);
  });

  it('are compared within a round, so that a slow machine makes no difference', () => {
    const slowness = [1, 10, 3];
    const [ours, floor] = [slowness.map((factor) => 200 * factor), slowness.map((factor) => 100 * factor)];
    expect(spreadOf(ratiosOf(ours, floor))).toEqual({ median: 2, low: 2, high: 2 });
  });
});

describe('a bar', () => {
  const row = (name: string, kind: Row['kind'], ...rounds: readonly number[]): Row => ({ name, kind, rounds });
  const rows = [
    row('floor', 'floor', 10, 10),
    row('ours', 'ours', 30, 31),
    row('slow', 'peer', 600, 600),
    row('fast', 'peer', 61, 61),
  ];
  const verdict = (limit: number, comparedWith?: string, unit: Quantity['unit'] = 'ns') =>
    judge({ table: 'times', row: 'ours', limit, ...(comparedWith ? { comparedWith } : {}) }, [
      { title: 'times', unit, rows },
    ]);

  it('is held at its limit by the median, and missed below', () => {
    expect(verdict(3.05, 'floor')).toEqual({ measured: '3.05 (3.02–3.08)', holds: true });
    expect(verdict(3.04, 'floor').holds).toBe(false);
    expect([verdict(30.5).holds, verdict(30.4).holds]).toEqual([true, false]);
  });

  it('of the fastest peer does not take the slowest', () => {
    expect(verdict(1 / 2, FASTEST_PEER)).toEqual({ measured: '0.5 (0.496–0.504) of fast', holds: true });
    expect(verdict(0.49, FASTEST_PEER).holds).toBe(false);
  });

  it('of a count is held only where every round holds it', () => {
    expect(verdict(30.5, undefined, 'count')).toEqual({ measured: '31', holds: false });
  });

  it('of a row that is not there is an error', () => {
    expect(() => verdict(1, 'nobody')).toThrow('There is no row "nobody"');
  });
});
