/** Tests that the sandbox shares no code with the rest of the package, because it would then share its mistakes. */

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SANDBOX = fileURLToPath(new URL('../../src/sandbox', import.meta.url));
const PACKAGES = ['jose', 'zod'];

it('The sandbox imports nothing but Node, jose, zod and itself', async () => {
  const names = await readdir(SANDBOX, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join(SANDBOX, name));
  const foreign = await Promise.all(files.map(async (file) => foreignImports(file, await readFile(file, 'utf8'))));
  expect(files.length).toBeGreaterThan(50);
  expect(foreign.flat()).toEqual([]);
});

function foreignImports(file: string, source: string): readonly string[] {
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => specifier);
  return specifiers
    .filter((specifier) =>
      specifier.startsWith('.')
        ? relative(SANDBOX, resolve(dirname(file), specifier)).startsWith('..')
        : !specifier.startsWith('node:') && !PACKAGES.includes(specifier),
    )
    .map((specifier) => `${relative(SANDBOX, file)} imports ${specifier}`);
}
