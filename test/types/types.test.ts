import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentedPrograms } from './documented-programs.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const require = createRequire(import.meta.url);

/** The types of older frameworks, which an application has in place of the newest ones. */
const OLDER_TYPES = {
  express: require.resolve('@types/express4/index.d.ts'),
  koa: require.resolve('@types/koa2/index.d.ts'),
  '@koa/router': require.resolve('@types/koa__router/index.d.ts'),
};

/** Makes the compiler take the older types of some packages, wherever they are imported. */
const withOlder = (...names: readonly (keyof typeof OLDER_TYPES)[]) => ({
  folders: ['accepts', 'refuses'],
  options: { paths: Object.fromEntries(names.map((name) => [name, [OLDER_TYPES[name]]])) },
});

/** Set-ups of applications. The two peers declare `req.auth` differently, so no program can have both. */
const APPLICATIONS = {
  'on Node, beside express-oauth2-jwt-bearer': { folders: ['accepts', 'refuses', 'beside-jwt-bearer'], options: {} },
  'for a bundler, with stricter options, beside the MCP SDK': {
    folders: ['accepts', 'refuses', 'beside-mcp'],
    options: {
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      // The MCP SDK adds to these types and names no version of them.
      paths: { 'express-serve-static-core': [require.resolve('@types/express-serve-static-core/index.d.ts')] },
    },
  },
  'with the types of Express 4, Koa 2 and @koa/router 12 to 14': withOlder('express', 'koa', '@koa/router'),
  'with the types of Koa 2 and @koa/router 15': withOlder('koa'),
};
type Application = keyof typeof APPLICATIONS;

/** The older compiler takes ten times as long, so it compiles the two set-ups whose types differ the most. */
const COMPILERS: Readonly<Record<string, { compiler: string; applications: readonly Application[] }>> = {
  'TypeScript 7': { compiler: 'typescript', applications: Object.keys(APPLICATIONS) as Application[] },
  'TypeScript 5.9': {
    compiler: 'typescript-5',
    applications: [
      'on Node, beside express-oauth2-jwt-bearer',
      'with the types of Express 4, Koa 2 and @koa/router 12 to 14',
    ],
  },
};

const REFUSED = /\/\/ refused: (.+)$/;

/** The errors of the compiler, by `file:line`. */
type Errors = ReadonlyMap<string, string>;

/** The folder of the compiled programs, where packages are resolved as in an application. */
let workshop: string;
let documented: readonly string[];

beforeAll(() => {
  if (!existsSync(join(ROOT, 'packages/core/dist/index.d.ts')))
    throw new Error('The packages are not built, and their declarations are what is tested: run tsc -b.');
  mkdirSync(join(ROOT, 'test/node_modules'), { recursive: true });
  workshop = mkdtempSync(join(ROOT, 'test/node_modules/.types-'));
  documented = documentedPrograms(ROOT).map(({ document, name, text }) => {
    const folder = join(workshop, document.replaceAll(/[/.]/g, '-'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
});

afterAll(() => rmSync(workshop, { recursive: true, force: true }));

function filesOf(folders: readonly string[]): readonly string[] {
  const fixtures = folders.map((folder) => join(HERE, 'fixtures', folder));
  return [...fixtures.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file))), ...documented];
}

/**
 * Runs a compiler as an application that installed the packages would: on their built declarations, with all libraries checked.
 */
async function compile(compiler: string, files: readonly string[], options: object): Promise<Errors> {
  const project = join(mkdtempSync(join(workshop, 'project-')), 'tsconfig.json');
  const base = join(HERE, 'fixtures/tsconfig.json');
  writeFileSync(project, JSON.stringify({ extends: base, compilerOptions: options, include: [], files }));
  const bin = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  const args = [bin, '-p', project, '--pretty', 'false'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  const errors = new Map<string, string>();
  for (const message of output.split(/\r?\n(?=\S)/).filter((line) => line.trim() !== '')) {
    const [, file, line] = /^(.+)\((\d+),\d+\): error/.exec(message) ?? [];
    const where = file === undefined ? 'anywhere' : `${relative(ROOT, join(ROOT, file))}:${line}`;
    errors.set(where, [errors.get(where), message].filter(Boolean).join('\n'));
  }
  return errors;
}

/** The errors that the fixtures expect, by `file:line`. */
function expectedIn(files: readonly string[]): Errors {
  return new Map(
    files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const [, fragment] = REFUSED.exec(line) ?? [];
          return fragment === undefined ? [] : [[`${relative(ROOT, file)}:${index + 1}`, fragment] as const];
        }),
    ),
  );
}

describe.each(Object.entries(COMPILERS))('with %s', (_, { compiler, applications }) => {
  describe.each(applications)('%s', (application) => {
    const { folders, options } = APPLICATIONS[application];
    let errors: Errors;
    let expected: Errors;
    beforeAll(async () => {
      const files = filesOf(folders);
      expected = expectedIn(files);
      errors = await compile(compiler, files, options);
    }, 120_000);

    it('the code of applications and of the documents compiles, with the types of all libraries checked', () => {
      expect([...errors].filter(([where]) => !expected.has(where))).toEqual([]);
    });

    it('an endpoint that no declared scope permits does not compile, in both frameworks', () => {
      expect(expected.size).toBeGreaterThan(100);
      expect([...expected.keys()].filter((where) => !errors.has(where))).toEqual([]);
    });

    it('the compiler names the missing scope, or what else is wrong', () => {
      const silent = [...expected].filter(([where, fragment]) => !errors.get(where)?.includes(fragment));
      expect(silent.map(([where, fragment]) => ({ where, fragment, said: errors.get(where) }))).toEqual([]);
    });
  });
});
