// The command, with a template of a few files. test/tooling/standing-alone.test.ts runs it as it is published.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInitCommand } from '../../src/init/index.ts';
import { packageNameFor } from '../../src/init/package-name.ts';

const EXAMPLE = '# A key: <random>\nKEY=<random>\nKEYS=1:<random> 0:<random>\n# OPTIONAL=<random>\nPORT=3000\n';

let root: string;
let packageRoot: URL;
let here: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linxo-guard-init-'));
  here = join(root, 'here');
  mkdirSync(here);
  const template = join(root, 'package', 'dist', 'template');
  mkdirSync(join(template, 'src'), { recursive: true });
  packageRoot = pathToFileURL(`${join(root, 'package')}/`);
  const manifest = { name: '@linxo-guard/example', version: '1.2.3', engines: { node: '>=20.19' } };
  writeFileSync(join(root, 'package', 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(template, 'package.json'), JSON.stringify({ name: 'template', dependencies: { koa: '^3.0.0' } }));
  writeFileSync(join(template, '.env.example'), EXAMPLE);
  writeFileSync(join(template, 'gitignore'), '.env\n');
  writeFileSync(join(template, 'src', 'server.ts'), 'export {};\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function run(args: readonly string[], nodeVersion = '20.19.0') {
  const printed = { text: '', error: '' };
  const code = runInitCommand({
    packageRoot,
    args,
    terminal: {
      folder: here,
      nodeVersion,
      print: (text) => void (printed.text += `${text}\n`),
      printError: (text) => void (printed.error += `${text}\n`),
    },
  });
  return { code, ...printed };
}

const read = (...path: readonly string[]) => readFileSync(join(here, ...path), 'utf8');
const filesOf = (folder: string) => readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' }).toSorted();

describe('init', () => {
  it('makes the application, and prints the three commands that come next', () => {
    const { code, text, error } = run(['init', 'my-app']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(filesOf('my-app')).toEqual(['.env', '.env.example', '.gitignore', 'package.json', 'src', 'src/server.ts']);
    expect(text.match(/^ {2}\S.*$/gm)).toEqual(['  cd my-app', '  npm install', '  npm start']);
    expect(text).toContain('@linxo-guard/example 1.2.3');
  });

  it('names the package after the folder', () => {
    run(['init', join('new', 'Ma Banque à moi')]);
    expect(JSON.parse(read('new', 'Ma Banque à moi', 'package.json'))).toEqual({
      name: 'ma-banque-a-moi',
      dependencies: { koa: '^3.0.0' },
    });
  });

  it('does not give the package the name of one of its dependencies', () => {
    run(['init', 'koa']);
    expect(JSON.parse(read('koa', 'package.json'))).toMatchObject({ name: 'koa-app' });
  });

  it('writes .env with a fresh key for each that the example asks for, which only its owner can read', () => {
    run(['init', 'one']);
    run(['init', 'other']);
    const key = '[A-Za-z0-9_-]{43}';
    const form = new RegExp(
      `^# A key: <random>\nKEY=${key}\nKEYS=1:${key} 0:${key}\n# OPTIONAL=<random>\nPORT=3000\n$`,
    );
    const keys = ['one', 'other'].flatMap((folder) => {
      expect(read(folder, '.env')).toMatch(form);
      return read(folder, '.env').match(new RegExp(key, 'g'));
    });
    expect(new Set(keys).size).toBe(6);
    expect(read('one', '.env.example')).toBe(EXAMPLE);
    const forOthers = process.platform === 'win32' ? 0 : statSync(join(here, 'one', '.env')).mode & 0o077;
    expect(forOthers).toBe(0);
  });

  it('uses a folder that is empty, also one that is a repository already', () => {
    mkdirSync(join(here, 'app', '.git'), { recursive: true });
    expect(run(['init', 'app']).code).toBe(0);
    const { code, text } = run(['init', '.']);
    expect(code).toBe(1);
    expect(text).toBe('');
    rmSync(join(here, 'app'), { recursive: true });
    expect(run(['init', '.']).text.match(/^ {2}\S.*$/gm)).toEqual(['  npm install', '  npm start']);
  });

  it('quotes a folder for the shell', () => {
    expect(run(['init', "it's mine"]).text).toContain(String.raw`  cd 'it'\''s mine'`);
    expect(run(['init', '~']).text).toContain("  cd '~'");
  });

  it('follows a link to an empty folder', () => {
    mkdirSync(join(here, 'real'));
    symlinkSync(join(here, 'real'), join(here, 'link'));
    expect(run(['init', 'link']).code).toBe(0);
    expect(filesOf('real')).toContain('package.json');
  });
});

describe('init makes nothing, says why in a sentence, and exits with 1', () => {
  /** Returns the sentence that the command prints. */
  function refusalOf(folder: string): string {
    const before = filesOf('.');
    const { code, text, error } = run(['init', folder]);
    expect({ code, text }).toEqual({ code: 1, text: '' });
    expect(error).toMatch(/^@linxo-guard\/example: .*\S\n$/);
    expect(filesOf('.')).toEqual(before);
    return error;
  }

  it('if the folder is not empty', () => {
    mkdirSync(join(here, 'full'));
    for (const name of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(here, 'full', name), 'mine');
    const reason = 'is not empty, and nothing of it is overwritten (it has a, b, c and 2 more): name a new folder.';
    expect(refusalOf('full')).toContain(reason);
    expect(read('full', 'a')).toBe('mine');
  });

  it('if a file of that name, or a file on the way to it, is there', () => {
    writeFileSync(join(here, 'file'), 'mine');
    expect(refusalOf('file')).toContain('is a file: name a folder that is new or empty.');
    expect(refusalOf(join('file', 'app'))).toContain('could not be made');
    expect(read('file')).toBe('mine');
  });

  it('if a link of that name leads nowhere', () => {
    symlinkSync(join(here, 'nowhere', 'at', 'all'), join(here, 'dangling'));
    expect(refusalOf('dangling')).toContain('could not be made');
  });

  it('if a file cannot be written half-way: those before it are removed', () => {
    // A path has at most 4,095 characters: `.env.example` still fits, `src/server.ts` does not.
    const room = 4_095 - '/.env.example'.length - here.length;
    const parts = '/deep'.repeat(room).slice(0, room).replace(/\/$/, 'x');
    expect(refusalOf(join(here, parts))).toContain('ENAMETOOLONG');
  });

  it('if the package came without its template', () => {
    rmSync(new URL('dist/template', packageRoot), { recursive: true });
    expect(refusalOf('my-app')).toContain('without its template');
  });

  it.each(['20.18.3', '18.20.0', '20.9.0'])('if Node is too old: %s', (version) => {
    const { code, error } = run(['init', 'my-app'], version);
    expect({ code, error }).toEqual({
      code: 1,
      error: `@linxo-guard/example: Node 20.19 or newer is needed, and this is Node ${version}.\n`,
    });
    expect(filesOf('.')).toEqual([]);
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('but not with Node %s', (version) => {
    expect(run(['init', 'my-app'], version).code).toBe(0);
  });
});

describe('a command line that is wrong is answered with a sentence, the usage, and the exit code 2', () => {
  it.each([
    [[], 'no command is given: write npx @linxo-guard/example init my-app.'],
    [['init'], 'no folder is named: write npx @linxo-guard/example init my-app.'],
    [['init', ''], 'the name of the folder is empty'],
    [['init', ' '], 'the name of the folder is empty'],
    [['init', 'a\0b'], 'null character'],
    [['init', 'my', 'app'], 'one folder is made at a time, and "my" and "app" are named'],
    [['my-app'], 'there is no command "my-app": write npx @linxo-guard/example init my-app.'],
    [['create', 'bank'], 'there is no command "create": write npx @linxo-guard/example init bank.'],
    [['init', 'my-app', '--typescript'], "unknown option '--typescript'."],
    [['init', '-x', 'my-app'], "unknown option '-x'."],
    [['init', 'my-app', '--help=yes'], "'-h, --help' does not take an argument."],
  ])('%j', (args, reason) => {
    const { code, text, error } = run(args);
    expect({ code, text }).toEqual({ code: 2, text: '' });
    expect(error.split('\n')[0]).toContain(reason);
    expect(error).toContain('Usage: npx @linxo-guard/example init <folder>');
    expect(filesOf('.')).toEqual([]);
  });

  it('--help and --version answer wherever they stand, and make nothing', () => {
    for (const args of [['--help'], ['-h'], ['init', '--help'], ['init', 'my-app', '-h']]) {
      expect(run(args)).toMatchObject({ code: 0, error: '', text: expect.stringContaining('Usage: ') });
    }
    for (const args of [['--version'], ['-v'], ['init', 'my-app', '--version']]) {
      expect(run(args)).toEqual({ code: 0, error: '', text: '1.2.3\n' });
    }
    expect(filesOf('.')).toEqual([]);
  });
});

it('whatever a folder is called, npm accepts the name of the package', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (folder) => {
      const name = packageNameFor(folder, ['koa']);
      expect(name).toMatch(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(214);
      expect(['node_modules', 'favicon.ico', 'koa']).not.toContain(name);
    }),
    {
      examples: [['node_modules'], ['favicon.ico'], ['koa'], ['...'], ['日本'], ['_x'], [`${'x'.repeat(213)}-y`], ['']],
    },
  );
});
