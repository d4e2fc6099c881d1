/** What a package costs before it does anything: modules loaded, time to import. */
import { outputOf } from '../measure/child.ts';
import { interleave, rowsOf } from '../measure/interleave.ts';
import type { Benchmark, Finding, Row } from '../result.ts';

const ROUNDS = 11;
const FLOOR = 'express';

const PACKAGES: readonly { readonly name: string; readonly kind: Row['kind'] }[] = [
  { name: FLOOR, kind: 'floor' },
  { name: 'koa', kind: 'floor' },
  { name: '@linxo-guard/core', kind: 'ours' },
  { name: '@linxo-guard/koa', kind: 'ours' },
  { name: '@linxo-guard/express', kind: 'ours' },
];

interface Imported {
  readonly importMs: number;
  readonly modules: number;
}

export const startUp: Benchmark = {
  id: 'start-up',
  async run(): Promise<Finding> {
    const times = await interleave(
      PACKAGES.map(({ name, kind }) => ({
        name,
        kind,
        measure: async () => (await outputOf<Imported>('importing', [name, false])).importMs,
      })),
      ROUNDS,
    );
    const table = (counts: readonly number[]) =>
      rowsOf(PACKAGES, new Map(PACKAGES.map(({ name }, index) => [name, counts.slice(index, index + 1)])));
    const counted = await Promise.all(PACKAGES.map(({ name }) => outputOf<Imported>('importing', [name, true])));
    const modules = table(counted.map((one) => one.modules));
    return {
      id: 'start-up',
      title: 'Start-up',
      how: 'A fresh process that imports the package and nothing else, with files that were read before. Ratios are to Express itself.',
      tables: [
        { title: 'Time to import', unit: 'ms', rows: times },
        { title: 'Modules loaded', unit: 'modules', rows: modules },
      ],
      bars: [],
    };
  },
};
