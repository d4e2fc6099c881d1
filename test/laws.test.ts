import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
  readonly lines: number;
  /** The specifiers of its imports, of types too. */
  readonly imports: readonly string[];
}

function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      const imports = [...code.matchAll(/from '([^']+)'/g)].map(([, specifier]) => String(specifier));
      return { path: relative(ROOT, path), text, code, lines: text.split('\n').length - 1, imports };
    });
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const PACKAGES = readdirSync(join(ROOT, 'packages')).map((folder) => ({
  folder,
  sources: sourcesOf(`packages/${folder}/src`),
  manifest: JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')) as Manifest,
}));
const ADAPTERS = PACKAGES.filter(({ folder }) => folder !== 'core');
const CORE = PACKAGES.find(({ folder }) => folder === 'core');
const ALL = PACKAGES.flatMap(({ sources }) => sources);
const SANDBOX = /^packages\/core\/src\/sandbox\//;
const pathsOf = (sources: readonly Source[]) => sources.map(({ path }) => path);

/** The packages that sources import: `jose` for `jose/jwt/decode`. */
function packagesIn(sources: readonly Source[]): readonly string[] {
  const names = sources
    .flatMap(({ imports }) => imports)
    .flatMap((specifier) => /^(?:@[^/]+\/)?[^./][^/]*/.exec(specifier) ?? []);
  return [...new Set(names)].filter((name) => !name.startsWith('node:')).toSorted();
}

/** Files, outside these folders, whose code matches; comments may say what they like. */
function mentioning(pattern: RegExp, ...allowed: readonly RegExp[]): readonly string[] {
  return pathsOf(ALL.filter(({ path, code }) => pattern.test(code) && !allowed.some((folder) => folder.test(path))));
}

describe('the laws of ARCHITECTURE.md hold', () => {
  it('core imports no web framework, and no package but those that it declares', () => {
    const declared = Object.keys(CORE?.manifest.dependencies ?? {});
    expect(packagesIn(CORE?.sources ?? [])).toEqual(declared.toSorted());
    const frameworks = ADAPTERS.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}));
    expect(declared.filter((name) => frameworks.includes(name))).toEqual([]);
  });

  it.each(ADAPTERS)('$folder imports core and its framework, and nothing else', ({ sources, manifest }) => {
    // The application has its framework's types of its own, beside its framework.
    const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) => !name.startsWith('@types/'));
    expect(packagesIn(sources)).toEqual(peers.toSorted());
    expect(packagesIn(sources)).toHaveLength(2);
  });

  it('folders of core import downwards only: none imports one that imports it, by however many steps', () => {
    const root = 'packages/core/src/';
    // A file beside the folders is a room of its own.
    const roomOf = (path: string) => path.slice(root.length).split('/')[0] as string;
    const importsOfRoom = new Map<string, Set<string>>();
    for (const { path, imports } of CORE?.sources ?? []) {
      const rooms = imports.filter((one) => one.startsWith('.')).map((one) => roomOf(join(path, '..', one)));
      const room = roomOf(path);
      const others = [...(importsOfRoom.get(room) ?? []), ...rooms].filter((other) => other !== room);
      importsOfRoom.set(room, new Set(others));
    }
    expect(importsOfRoom.size).toBeGreaterThan(15);
    // Takes away, again and again, the rooms that import none of those that are left.
    let left = [...importsOfRoom.keys()];
    for (let before = -1; before !== left.length;) {
      before = left.length;
      left = left.filter((room) => [...(importsOfRoom.get(room) ?? [])].some((other) => left.includes(other)));
    }
    expect(left).toEqual([]);
  });

  it('the tables of catalog/ import nothing but each other', () => {
    const tables = (CORE?.sources ?? []).filter(({ path }) => path.includes('/catalog/'));
    expect(tables.length).toBeGreaterThan(3);
    expect(tables.flatMap(({ imports }) => imports.filter((specifier) => !/^\.\/[\w-]+\.ts$/.test(specifier)))).toEqual(
      [],
    );
  });

  it('no file of an adapter has 100 lines, and no file at all more than 200', () => {
    const files = ADAPTERS.flatMap(({ sources }) => sources);
    expect(pathsOf(files.filter(({ lines }) => lines >= 100))).toEqual([]);
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

  it('zod is imported as a namespace, so that a bundler leaves out the locales', () => {
    // `{ z }` is an object that holds all of zod, and a bundler keeps the whole of it.
    expect(mentioning(/import (?!(?:type )?\* as z from)[^;]*from 'zod'/)).toEqual([]);
  });

  it('clocks are read in clock.ts only', () => {
    expect(mentioning(/Date\.now\(|performance\.now\(/, SANDBOX, /\/async\/clock\.ts$/)).toEqual([]);
  });

  it('requests leave through http/fetch.ts, with the fetch that was injected', () => {
    expect(mentioning(/globalThis\.fetch|node:https?'/, SANDBOX, /\/options\/options\.ts$/)).toEqual([]);
    // A call, and not the declaration of a method of that name.
    expect(mentioning(/(?<![.#\w])fetch\((?!\)|\w+: )/, SANDBOX)).toEqual(['packages/core/src/http/fetch.ts']);
  });

  it('the library reads no environment and writes no log', () => {
    // Express reports errors with `console.error` and has no event for them, so `problemDetails()` does the same. Koa has one.
    // A message may name `process.env`, so texts are passed over.
    const outsideOfTexts = (pattern: string) => new RegExp(`^(?:[^'\\n]|'[^'\\n]*')*?(?:${pattern})`, 'm');
    const forbidden = outsideOfTexts(String.raw`process\.env|console\.`);
    expect(mentioning(forbidden, /\/sandbox\/cli/)).toEqual(['packages/express/src/problem-details.ts']);
    expect(mentioning(outsideOfTexts(String.raw`process\.env|console\.(?!error\()`), /\/sandbox\/cli/)).toEqual([]);
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

  it('the commands that they name are there: those of a template in its own package.json, the others in that of the root', () => {
    const scriptsOf = (folder: string) => {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { scripts: object };
      return Object.keys(scripts);
    };
    const named = documents.flatMap((entry) => {
      const [template = '.'] = /examples\/[\w-]+-app/.exec(entry.parentPath) ?? [];
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const commands = text.matchAll(/^(?:npm|pnpm) (?:run )?([\w:-]+)|`(?:npm run|pnpm) ([\w:-]+)/gm);
      return [...commands].map(([, one, other = '']) => ({ template, name: one ?? other }));
    });
    const missing = named.filter(({ template, name }) => name !== 'install' && !scriptsOf(template).includes(name));
    expect(missing).toEqual([]);
    expect(named).toContainEqual({ template: '.', name: 'docs' });
    expect(named).toContainEqual({ template: 'examples/koa-app', name: 'check:scopes' });
  });

  it('the files that ARCHITECTURE.md follows a request through are there', () => {
    const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const named = [...text.matchAll(/`(\w+\/src\/[\w./-]+\.ts)`/g)].map(([, path]) => `packages/${path}`);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !pathsOf(ALL).includes(path))).toEqual([]);
  });

  it('docs/errors.md says of every error how to find out: what to look at, and which option and variable', async () => {
    const { ERROR_CODES } = await import('@linxo-guard/core');
    const text = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(ERR_\w+)` \| ([^|]+) \| ([^|]+) \|$/gm)];
    expect(rows.map(([, code]) => code)).toEqual(Object.keys(ERROR_CODES));
    const { VARIABLES } = await import('../packages/core/src/catalog/variables.ts');
    const named = rows.flatMap(([, , , options = '']) => options.match(/LINXO_\w+/g) ?? []);
    expect(named.filter((name) => !Object.values<string>(VARIABLES).includes(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(8);
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
