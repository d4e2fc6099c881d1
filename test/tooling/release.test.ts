// These tests hold what a release consists of, besides the tarballs that installed-packages.test.ts installs.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPTS = new URL('../../scripts/', import.meta.url);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linxo-guard-release-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Calls an exported function of a script in a process of its own. */
async function call<T>(script: string, name: string, ...args: readonly unknown[]): Promise<T> {
  const { href } = new URL(script, SCRIPTS);
  const program = `const { ${name} } = await import('${href}');
    console.log(JSON.stringify(await ${name}(...${JSON.stringify(args)})));`;
  const env = { ...process.env, GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'owner/name' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T;
}

interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly purl: string } };
  readonly components: readonly { readonly purl: string; readonly licenses?: readonly unknown[] }[];
}

it('a bill of materials names every package that core brings along, with its version and licence, and no other', async () => {
  const files = await call<readonly string[]>('sboms.mjs', 'writeSboms', folder);
  expect(files.map((file) => basename(file)).toSorted()).toEqual(
    ['core', 'express', 'koa'].map((name) => `linxo-guard-${name}-0.1.0.cdx.json`),
  );
  const core = JSON.parse(readFileSync(join(folder, 'linxo-guard-core-0.1.0.cdx.json'), 'utf8')) as Sbom;
  expect(core).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  expect(core.metadata.component.purl).toBe('pkg:npm/%40linxo-guard/core@0.1.0');
  const installed = ['jose', 'lru.min', 'path-to-regexp', 'zod'].map((name) => {
    const file = new URL(`../../packages/core/node_modules/${name}/package.json`, import.meta.url);
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return `pkg:npm/${name}@${version}`;
  });
  expect(core.components.map(({ purl }) => purl).toSorted()).toEqual(installed);
  expect(core.components.every(({ licenses = [] }) => licenses.length > 0)).toBe(true);
});

it('in a workflow, a packed manifest says where its sources are, which provenance is compared with', async () => {
  const manifest = { name: '@linxo-guard/koa', exports: {}, devDependencies: {} };
  const program = `const { hooks } = await import('${new URL('packed-manifest.mjs', SCRIPTS).href}');
    console.log(JSON.stringify(hooks.beforePacking(${JSON.stringify(manifest)})));`;
  const packedIn = async (env: NodeJS.ProcessEnv) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env });
    return JSON.parse(stdout) as unknown;
  };
  const workflow = { GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'owner/name' };
  const repository = { type: 'git', url: 'git+https://git.example/owner/name.git', directory: 'packages/koa' };
  expect(await packedIn(workflow)).toEqual({ name: '@linxo-guard/koa', exports: {}, repository });
  expect(await packedIn({})).toEqual({ name: '@linxo-guard/koa', exports: {} });
});

describe('a release is refused', () => {
  function workspace({ versions, changelog }: { versions: readonly string[]; changelog: string }): string {
    const root = mkdtempSync(join(folder, 'workspace-'));
    for (const [index, version] of versions.entries()) {
      mkdirSync(join(root, 'packages', String(index)), { recursive: true });
      writeFileSync(join(root, 'packages', String(index), 'package.json'), JSON.stringify({ version }));
    }
    writeFileSync(join(root, 'CHANGELOG.md'), changelog);
    return root;
  }
  const problemsOf = (tag: string, root: string) =>
    call<readonly string[]>('release-problems.mjs', 'releaseProblems', tag, root);

  it.each(['', '1.2.3', 'v1.2', 'v1.2.3+build', 'v1.2.3 ', 'nightly'])('with the tag "%s"', async (tag) => {
    const root = workspace({ versions: ['1.2.3'], changelog: '## [1.2.3]\n' });
    expect(await problemsOf(tag, root)).toEqual([expect.stringContaining('names no version')]);
  });

  it('unless every package and the changelog have the version of the tag', async () => {
    const root = workspace({ versions: ['1.2.3', '1.2.2'], changelog: '## Unreleased\n\n## [1.2.30] - 2026-01-01\n' });
    expect(await problemsOf('v1.2.3', root)).toEqual([
      'packages/1/package.json has the version 1.2.2, the tag 1.2.3.',
      'CHANGELOG.md has no section "## [1.2.3]".',
    ]);
    const ready = workspace({ versions: ['1.2.3-beta.1'], changelog: '## [1.2.3-beta.1] - 2026-01-01\n' });
    expect(await problemsOf('v1.2.3-beta.1', ready)).toEqual([]);
  });
});
