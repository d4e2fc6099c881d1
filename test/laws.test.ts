import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** What it imports that is not a file of its own package. */
  readonly imports: readonly string[];
}

function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      // Of a subpath, the package: `jose` for `jose/jwt/decode`.
      const imports = [...text.matchAll(/from '((?:@[^'/]+\/)?[^'./][^'/]*)[^']*'/g)].map(([, name]) => String(name));
      return { path: relative(ROOT, path), text, lines: text.split('\n').length - 1, imports };
    });
}

const CORE = sourcesOf('packages/core/src');
const KOA = sourcesOf('packages/koa/src');
const EXPRESS = sourcesOf('packages/express/src');
const ALL = [...CORE, ...KOA, ...EXPRESS];
const SANDBOX = /^packages\/core\/src\/sandbox\//;
const pathsOf = (sources: readonly Source[]) => sources.map(({ path }) => path);
const importsOf = (sources: readonly Source[]) => [...new Set(sources.flatMap(({ imports }) => imports))];

/** Files, outside these folders, whose code matches; comments may say what they like. */
function mentioning(pattern: RegExp, ...allowed: readonly RegExp[]): readonly string[] {
  const code = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return pathsOf(
    ALL.filter(({ path, text }) => pattern.test(code(text)) && !allowed.some((folder) => folder.test(path))),
  );
}

describe('the laws of ARCHITECTURE.md hold', () => {
  it('core imports no web framework, and no package but those that it declares', () => {
    const declared = Object.keys(
      (JSON.parse(readFileSync(join(ROOT, 'packages/core/package.json'), 'utf8')) as { dependencies: object })
        .dependencies,
    );
    expect(importsOf(CORE).filter((name) => !name.startsWith('node:') && !declared.includes(name))).toEqual([]);
    expect(declared).not.toContain('koa');
    expect(declared).not.toContain('express');
  });

  it('an adapter imports core and its framework, and nothing else', () => {
    expect(importsOf(KOA).toSorted()).toEqual(['@linxo-guard/core', 'koa']);
    expect(importsOf(EXPRESS).toSorted()).toEqual(['@linxo-guard/core', 'express']);
  });

  it('no file of an adapter has 100 lines, and no file at all more than 200', () => {
    expect(pathsOf([...KOA, ...EXPRESS].filter(({ lines }) => lines >= 100))).toEqual([]);
    expect(pathsOf(ALL.filter(({ lines }) => lines > 200))).toEqual([]);
  });

  it('half of the files have no more than 70 lines', () => {
    const lengths = ALL.map(({ lines }) => lines).toSorted((one, other) => one - other);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70);
  });

  it("the wire's spelling occurs in oauth/, widgets/ and the sandbox only", () => {
    const wire = /\b(access_token|expires_in|grant_type|client_secret\b(?!_)|token_type)\b/;
    expect(mentioning(wire, SANDBOX, /\/oauth\//, /\/widgets\//)).toEqual([]);
  });

  it("Linxo's hosts stand in catalog/ only", () => {
    expect(mentioning(/oxlin\.io|linxo\.com/, /\/catalog\//)).toEqual([]);
  });

  it('scopes are named in catalog/ only, and by the sandbox, which reads for itself', async () => {
    const { SCOPES } = await import('@linxo-guard/core');
    const literal = new RegExp(`'(${Object.keys(SCOPES).join('|')})'`);
    expect(mentioning(literal, SANDBOX, /\/catalog\//)).toEqual([]);
  });

  it('clocks are read in clock.ts only', () => {
    expect(mentioning(/Date\.now\(|performance\.now\(/, SANDBOX, /\/async\/clock\.ts$/)).toEqual([]);
  });

  it('requests leave through http/fetch.ts, with the fetch that was injected', () => {
    expect(mentioning(/globalThis\.fetch|node:https?'/, SANDBOX, /\/options\/options\.ts$/)).toEqual([]);
    expect(mentioning(/(?<![.#\w])fetch\((?!\))/, SANDBOX)).toEqual(['packages/core/src/http/fetch.ts']);
  });

  it('the library reads no environment and writes no log', () => {
    expect(mentioning(/process\.env|console\./, /\/sandbox\/cli/)).toEqual([]);
  });

  it('every file says first what it is for; exports are named one by one', () => {
    expect(pathsOf(ALL.filter(({ text }) => !/^(#!.*\n+)?\/\*\*/.test(text)))).toEqual([]);
    expect(mentioning(/^export (\*|default)/m)).toEqual([]);
  });
});

describe('the documents hold', () => {
  const documents = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.md') && !/node_modules|dist/.test(entry.parentPath),
  );

  it.each(documents.map((entry) => relative(ROOT, join(entry.parentPath, entry.name))))(
    'the links of %s lead somewhere',
    (path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => String(link));
      const missing = links.filter((link) => {
        try {
          readdirSync(join(ROOT, path, '..', link));
          return false;
        } catch (error) {
          return (error as NodeJS.ErrnoException).code === 'ENOENT';
        }
      });
      expect(missing).toEqual([]);
    },
  );

  it('the commands that they name are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const text = documents.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n');
    const named = [...text.matchAll(/^(?:npm|pnpm) (?:run )?([\w:-]+)|`(?:npm run|pnpm) ([\w:-]+)/gm)];
    const names = new Set(named.map(([, one, other]) => one ?? other).filter((name) => name !== 'install'));
    expect([...names].filter((name) => name !== undefined && !Object.hasOwn(scripts, name))).toEqual([]);
    expect(names).toContain('docs');
    expect(names).toContain('start');
  });

  it('the files that ARCHITECTURE.md follows a request through are there', () => {
    const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const named = [...text.matchAll(/`((?:core|koa|express)\/src\/[\w./-]+\.ts)`/g)].map(
      ([, path]) => `packages/${path}`,
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !pathsOf(ALL).includes(path))).toEqual([]);
  });

  it('docs/errors.md has every error, with its class, status and whether it may pass, and no other', async () => {
    const { ERROR_CODES } = await import('@linxo-guard/core');
    const rows = [
      ...readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').matchAll(
        /^\| `(ERR_\w+)` \| `(\w+)` \| (\d+) \| (yes|no) \|/gm,
      ),
    ];
    const written = rows.map(([, code, name, status, retryable]) => [code, name, Number(status), retryable === 'yes']);
    expect(written).toEqual(
      Object.entries(ERROR_CODES).map(([code, { name, status, retryable }]) => [code, name, status, retryable]),
    );
  });
});
