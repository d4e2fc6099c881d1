// These tests hold what docs/types.md says of applications that are compiled to CommonJS.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const FIXTURES = fileURLToPath(new URL('fixtures/commonjs', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** The codes of the errors that a compiler reports, each once. */
function errorsOf(compiler: string, file: string, module: string): Promise<readonly string[]> {
  const bin = join(dirname(resolve(`${compiler}/package.json`)), 'bin/tsc');
  const options = ['--module', module, '--target', 'es2022', '--types', 'node', '--strict', '--esModuleInterop'];
  const args = [bin, join(FIXTURES, file), '--noEmit', '--skipLibCheck', '--ignoreConfig', ...options];
  return new Promise((done) => {
    // Only TypeScript 7 knows, and needs, --ignoreConfig: there is a tsconfig.json above.
    const known = compiler === 'typescript' ? args : args.filter((arg) => arg !== '--ignoreConfig');
    execFile(process.execPath, known, { cwd: FIXTURES }, (_, stdout) => {
      done([...new Set([...stdout.matchAll(/error (TS\d+)/g)].map(([, code]) => String(code)))]);
    });
  });
}

it.each([
  ['typescript', 'imports.ts', 'nodenext', []],
  ['typescript-5', 'imports.ts', 'nodenext', []],
  ['typescript', 'imports.ts', 'node20', []],
  ['typescript-5', 'imports.ts', 'node20', []],
  ['typescript', 'imports.ts', 'commonjs', []],
  ['typescript-5', 'imports.ts', 'commonjs', ['TS2307']],
  ['typescript', 'imports.ts', 'node16', ['TS1479']],
  ['typescript-5', 'imports.ts', 'node16', ['TS1479']],
  ['typescript', 'dynamic-import.ts', 'node16', []],
  ['typescript-5', 'dynamic-import.ts', 'node16', []],
])('%s, %s, module: %s', { timeout: 60_000 }, async (compiler, file, module, expected) => {
  expect(await errorsOf(compiler, file, module)).toEqual(expected);
});
