// The tarballs of `npm run pack`, installed with npm into an empty folder as a reader of the README does it.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PACK_PACKAGES = new URL('../../scripts/pack-packages.mjs', import.meta.url).href;

/** The README's program for Express, which then asks itself for the accounts in place of listening for ever. */
function readmeProgram(): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, , program = ''] = readme.split(/^```ts\n/m).map((part) => part.split('```')[0]);
  expect(program).toContain('express');
  const listens = "app.listen(3000, '127.0.0.1');";
  expect(program).toContain(listens);
  return program.replace(
    listens,
    `const server = app.listen(0, '127.0.0.1', async () => {
      const answer = await fetch('http://127.0.0.1:' + server.address().port + '/accounts');
      console.log(answer.status, (await answer.json()).length);
      process.exit();
    });`,
  );
}

let folder: string;

async function execute(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder });
  return stdout.trim();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linxo-guard-installed-'));
  const packed = `const { packPackages } = await import('${PACK_PACKAGES}'); await packPackages(process.cwd());`;
  await execute(process.execPath, '--input-type=module', '--eval', packed);
  const tarballs = readdirSync(folder).filter((name) => !name.includes('koa'));
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  await execute('npm', 'install', ...quietly, ...tarballs.map((name) => `./${name}`), 'express@5');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (name: string) => join(folder, 'node_modules/@linxo-guard', name);

describe('the packages, installed from their tarballs', () => {
  it("run the README's program", async () => {
    writeFileSync(join(folder, 'program.mjs'), readmeProgram());
    expect(await execute(process.execPath, 'program.mjs')).toBe('200 7');
  });

  it('can be required from CommonJS', async () => {
    const entries = ['core', 'core/init', 'core/redis', 'core/routes', 'core/sandbox', 'express'];
    const program = entries.map((entry) => `require('@linxo-guard/${entry}');`).join('\n');
    writeFileSync(join(folder, 'program.cjs'), `${program}\nconsole.log('required');`);
    expect(await execute(process.execPath, 'program.cjs')).toBe('required');
  });

  it('bring declarations and code, an adapter its template, and nothing else; no manifest points to this workspace', () => {
    for (const name of ['core', 'express']) {
      const files = readdirSync(installed(name), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => relative(installed(name), join(file.parentPath, file.name)));
      const ofTemplate = files.filter((file) => file.startsWith(join('dist', 'template')));
      expect(ofTemplate.includes(join('dist', 'template', 'src', 'server.ts'))).toBe(name !== 'core');
      const others = files.filter((file) => !ofTemplate.includes(file) && !/\.(d\.ts|js)$/.test(file));
      expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
      for (const manifest of files.filter((file) => basename(file) === 'package.json')) {
        const text = readFileSync(join(installed(name), manifest), 'utf8');
        expect(text).not.toMatch(/workspace:|@linxo-guard\/source/);
      }
    }
  });

  it('have commands that npm finds', async () => {
    expect(await execute('npx', '--no-install', '@linxo-guard/express', '--version')).toMatch(/^\d+\.\d+\.\d+/);
    expect(await execute('npx', '--no-install', 'linxo-sandbox', '--help')).toContain('Usage: linxo-sandbox');
  });

  it('bring a small template, without what commands leave behind', () => {
    const template = join(installed('express'), 'dist', 'template');
    const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const bytes = files
      .map((file) => statSync(join(file.parentPath, file.name)).size)
      .reduce((sum, size) => sum + size);
    expect(bytes).toBeLessThan(500_000);
    const names = files.map((file) => relative(template, join(file.parentPath, file.name)));
    expect(names.filter((name) => /node_modules|^dist|\.env$|tsbuildinfo|workspace/.test(name))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining(['gitignore', '.env.example', join('.github', 'workflows', 'ci.yml')]),
    );
  });
});
