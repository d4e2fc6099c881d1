// Holds docs/options.md against the source: every option and every environment variable has its row.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const PAGE = read('docs/options.md');

it('every option has a row, and no other name has one', () => {
  const source = read('packages/core/src/options/options.ts');
  const declaration = /export interface LinxoOptions \{(.*?)^\}/ms.exec(source)?.[1] ?? '';
  const options = [...declaration.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => String(name));
  const rows = PAGE.slice(0, PAGE.indexOf('## ')).matchAll(/^\| `(\w+)` \|/gm);
  expect(options.length).toBeGreaterThan(5);
  expect([...rows].map(([, name]) => String(name)).toSorted()).toEqual(options.toSorted());
});

it('every environment variable has a row, and no other name has one', () => {
  const variables = new Set(read('packages/core/src/options/from-env.ts').match(/LINXO_[A-Z_]+/g));
  const rows = PAGE.matchAll(/^\| `(LINXO_[A-Z_]+)` \|/gm);
  expect([...rows].map(([, name]) => String(name)).toSorted()).toEqual([...variables].toSorted());
});
