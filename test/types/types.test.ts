import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const COMPILERS = { 'TypeScript 7': 'typescript', 'TypeScript 5.9': 'typescript-5' };

/** Runs a compiler on the fixtures, as an application would that installed the packages: on their built declarations. */
function compile(compiler: string, fixtures: string, ...options: string[]): Promise<readonly string[]> {
  const bin = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin', 'tsc');
  const args = [bin, '-p', join(HERE, 'fixtures', fixtures), '--pretty', 'false', ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: HERE, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => {
      resolve(stdout.split(/\r?\n(?=\S)/).filter((line) => line.trim() !== ''));
    });
  });
}

interface Refusal {
  readonly where: string;
  readonly fragment: string;
}

function expectedRefusals(): readonly Refusal[] {
  const folder = join(HERE, 'fixtures', 'refuses');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      return lines.flatMap((line, index) => {
        const [, fragment] = /\/\/ refused: (.+)$/.exec(line) ?? [];
        return fragment === undefined ? [] : [{ where: `${file}:${index + 1}`, fragment }];
      });
    });
}

describe.each(Object.entries(COMPILERS))('with %s', (_, compiler) => {
  beforeAll(() => {
    if (!existsSync(join(HERE, '../../packages/core/dist/index.d.ts')))
      throw new Error('The packages are not built: run tsc -b.');
  });

  it.each([
    ['as they are', []],
    ['with exactOptionalPropertyTypes', ['--exactOptionalPropertyTypes']],
    ['for a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])(
    'what applications write compiles %s, with the types of all libraries checked',
    async (__, options) => {
      expect(await compile(compiler, 'accepts', ...options)).toEqual([]);
    },
    120_000,
  );

  it.each(['beside-jwt-bearer', 'beside-mcp'])(
    'both packages compile %s, with the types of all libraries checked',
    async (peer) => {
      expect(await compile(compiler, peer)).toEqual([]);
    },
    120_000,
  );

  it('what no scope opens does not compile, and the compiler names what is missing', async () => {
    const errors = await compile(compiler, 'refuses');
    const said = new Map<string, string>();
    for (const error of errors) {
      const [, file, line] = /([\w-]+\.ts)\((\d+),\d+\): error/.exec(error) ?? [];
      const where = `${file}:${line}`;
      said.set(where, `${said.get(where) ?? ''}${error}`);
    }
    const expected = expectedRefusals();
    expect([...said.keys()].toSorted()).toEqual(expected.map(({ where }) => where).toSorted());
    for (const { where, fragment } of expected) expect(said.get(where)).toContain(fragment);
  }, 120_000);
});
