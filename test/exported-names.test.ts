/** Lists the exported names of every entry: a new one is a decision, made by adding it to `exported-names.json`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Names {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly '@linxo-guard/source': string }>>;
}

/** The names that an entry's source exports: it lists them one by one. */
function namesIn(source: string): Names {
  const names = [...source.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, type = '', list = '']) =>
    list
      .split(',')
      .map((name) => `${type}${name.trim()}`)
      .filter((name) => name !== type),
  );
  const isType = (name: string) => name.startsWith('type ');
  return {
    values: names.filter((name) => !isType(name)).toSorted(),
    types: names
      .filter(isType)
      .map((name) => name.slice('type '.length))
      .toSorted(),
  };
}

function entriesOf(folder: string): readonly (readonly [string, Names])[] {
  const { name, exports } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const source = readFileSync(join(ROOT, folder, target['@linxo-guard/source']), 'utf8');
    return [[name + subpath.slice(1), namesIn(source)] as const];
  });
}

it('every entry exports the names that exported-names.json lists, and no other', () => {
  const exported = readdirSync(join(ROOT, 'packages')).flatMap((name) => entriesOf(join('packages', name)));
  const listed: unknown = JSON.parse(readFileSync(new URL('exported-names.json', import.meta.url), 'utf8'));
  expect(Object.fromEntries(exported)).toEqual(listed);
});

it('the names are those that a program can import', async () => {
  const entry: object = await import('@linxo-guard/core');
  const source = readFileSync(join(ROOT, 'packages/core/src/index.ts'), 'utf8');
  expect(Object.keys(entry).toSorted()).toEqual(namesIn(source).values);
});
