// The tarballs of `npm run pack`, installed with npm beside the oldest versions that the packages declare to run beside, and their types.
// One program for each framework is compiled, and run, beside each of them.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const APPLICATIONS = fileURLToPath(new URL('applications', import.meta.url));
const PACK_PACKAGES = new URL('../../scripts/pack-packages.mjs', import.meta.url).href;
const COMPILER = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Returns the oldest version of each major that an adapter declares to run beside, as npm is asked for it: `koa@2.15.0`. */
function oldestOf(adapter: 'express' | 'koa', peer: string): readonly string[] {
  const manifest = readFileSync(new URL(`../../packages/${adapter}/package.json`, import.meta.url), 'utf8');
  const range = (JSON.parse(manifest) as Manifest).peerDependencies[peer] ?? '';
  return [...range.matchAll(/\^(\S+)/g)].map(([, version]) => `${peer}@${version}`);
}

const [EXPRESS_4 = '', EXPRESS_5 = ''] = oldestOf('express', 'express');
const [EXPRESS_4_TYPES = '', EXPRESS_5_TYPES = ''] = oldestOf('express', '@types/express');
const [KOA_2 = '', KOA_3 = ''] = oldestOf('koa', 'koa');
const [KOA_2_TYPES = '', KOA_3_TYPES = ''] = oldestOf('koa', '@types/koa');

/** The packages that an application has beside the tarballs. */
const SET_UPS = [
  { adapter: 'express', framework: EXPRESS_4, beside: [EXPRESS_4_TYPES] },
  { adapter: 'express', framework: EXPRESS_5, beside: [EXPRESS_5_TYPES] },
  { adapter: 'koa', framework: KOA_2, beside: [KOA_2_TYPES, '@koa/router@12', '@types/koa__router@12'] },
  { adapter: 'koa', framework: KOA_3, beside: [KOA_3_TYPES, '@koa/router@15'] },
] as const;

/** The files of a program, which is the same for all versions of a framework. */
const PROGRAMS = {
  express: ['express-application.ts', 'passing.ts', 'visit.ts'],
  koa: ['koa-application.ts', 'visit.ts'],
} as const;

const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023', 'esnext.disposable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  rewriteRelativeImportExtensions: true,
};

/** The lines that the program prints, whatever the framework: user, path, status, what was in the answer, and two headers. */
const ANSWERS = [
  'nobody, /public, 200, open',
  'camille, /api/accounts, 200, 7 of them',
  'nobody, /api/accounts, 401, ERR_USER_REQUIRED, Bearer realm="linxo"',
  'camille, /api/accounts/66300003, 200, id',
  'camille, /api/accounts/none, 404, ERR_API_REQUEST_REFUSED',
  'camille, /api/scopes, 200, 2 of them',
  'mehdi, /api/scopes, 403, ERR_INSUFFICIENT_SCOPE, Bearer realm="linxo", error="insufficient_scope", scope="transactions_read profile_edit"',
  'mehdi, /api/transactions, 403, ERR_INSUFFICIENT_SCOPE, Bearer realm="linxo", error="insufficient_scope", scope="transactions_read"',
  'camille, /api/users, 200, subject',
  'nobody, /api/users, 401, ERR_USER_REQUIRED, Bearer realm="linxo"',
  'camille, /api/accounts, 502, ERR_INVALID_API_RESPONSE',
  'odette, /api/accounts, 503, ERR_AUTHORIZATION_SERVER_UNAVAILABLE, 7',
];

let root: string;
let tarballs: readonly string[];

async function run(program: string, args: readonly string[], cwd: string) {
  const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, maxBuffer: 2 ** 24 });
  return { stdout: stdout.trim(), stderr: stderr.trim() };
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'linxo-guard-older-'));
  const packed = `const { packPackages } = await import('${PACK_PACKAGES}'); await packPackages(process.cwd());`;
  await run(process.execPath, ['--input-type=module', '--eval', packed], root);
  tarballs = readdirSync(root).map((name) => join(root, name));
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(SET_UPS)('beside $framework and its types', ({ adapter, framework, beside }) => {
  let folder: string;
  let installed: { readonly stdout: string; readonly stderr: string };
  beforeAll(async () => {
    folder = join(root, framework);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const own = tarballs.filter((tarball) => tarball.includes('-core-') || tarball.includes(`-${adapter}-`));
    const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
    installed = await run('npm', ['install', ...quietly, ...own, framework, ...beside, '@types/node@20'], folder);
    for (const file of PROGRAMS[adapter]) copyFileSync(join(APPLICATIONS, file), join(folder, file));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
  }, 120_000);

  it('npm installs the packages without a warning, and one copy of the types', () => {
    expect(installed.stderr).toBe('');
    const types = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === adapter && entry.parentPath.endsWith('@types'))
      .map(({ parentPath }) => parentPath);
    expect(types).toEqual([join(folder, 'node_modules/@types')]);
  });

  it('a program compiles, what it must not do is refused, and it runs', async () => {
    // The libraries are checked, too: the declarations of the packages have to suit the types of this version.
    await expect(run(process.execPath, [COMPILER, '-p', '.'], folder)).resolves.toEqual({ stdout: '', stderr: '' });
    const { stdout, stderr } = await run(process.execPath, [`${adapter}-application.js`], folder);
    expect(stdout.split('\n')).toEqual(ANSWERS);
    expect(stderr).toBe('');
  }, 60_000);
});

it('docs/frameworks.md shows the wrapper that the program for Express has', () => {
  const page = readFileSync(new URL('../../docs/frameworks.md', import.meta.url), 'utf8');
  expect(page).toContain(readFileSync(join(APPLICATIONS, 'passing.ts'), 'utf8'));
});
