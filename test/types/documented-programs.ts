/** Turns the code blocks of documents into programs that can be compiled. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of code, completed to a program. */
export interface DocumentedProgram {
  /** The document that shows it, such as `docs/users.md`. */
  readonly document: string;
  /** The file name that its first line says (`// passwords.ts`), else the number of the block. */
  readonly name: string;
  readonly text: string;
}

/** The declarations that readers are assumed to have, by the name that a block uses. */
const ASSUMED = {
  createLinxo: `import { createLinxo } from '@linxo-guard/core';`,
  linxoOptionsFromEnv: `import { linxoOptionsFromEnv } from '@linxo-guard/core';`,
  linxo: `import { linxo } from '@linxo-guard/express';`,
  requireScope: `import { requireScope } from '@linxo-guard/express';`,
  describeRoutes: `import { describeRoutes } from '@linxo-guard/express';`,
  listAccounts: `declare const listAccounts: import('express').RequestHandler;`,
  problemDetails: `import { problemDetails } from '@linxo-guard/express';`,
  app: `declare const app: import('express').Express;`,
  connect: `declare const connect: import('@linxo-guard/core').Linxo;`,
  createApp: `declare function createApp(connect: import('@linxo-guard/core').Linxo): import('koa');`,
  sandbox: `declare const sandbox: import('@linxo-guard/core/sandbox').Sandbox;`,
  user: `declare const user: import('@linxo-guard/core').ResourceOwner;`,
  username: `declare const username: string;`,
  password: `declare const password: string;`,
} as const;

/** Marks code as an expected error if its comment says that it does not compile. */
const DOES_NOT_COMPILE = /^(\s*)\/\/ (\S.*?)\s{2,}does not compile: (\w+) does not open it$/gm;

function complete(block: string): string {
  const code = block.replace(DOES_NOT_COMPILE, '$1$2; // refused: NeedsScope<');
  const statements = code.replaceAll(/\/\/ .*$/gm, '');
  const assumed = Object.entries(ASSUMED).filter(([name]) => uses(statements, name) && !declares(statements, name));
  return [code, ...assumed.map(([, line]) => line), 'export {};'].join('\n');
}

/** Returns true if code uses a name, other than as a property or in a string. */
function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w'/-]|\\w\\.)${name}\\b(?!['/:-])`).test(code);
}

function declares(code: string, name: string): boolean {
  const alone = `(?:const|function|import|import type) ${name}\\b`;
  const among = `(?:const|import|import type) (?:\\w+, )?\\{[^}]*\\b${name}\\b[^}]*\\}`;
  return new RegExp(`\\b(?:${alone}|${among})`).test(code);
}

/** The programs of this page are files of `test/adapters`, which are compiled and run there. */
const COMPILED_ELSEWHERE = 'adapters.md';

/** The README, the pages of docs/, and each package's README. */
function documentsOf(root: string): readonly string[] {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== COMPILED_ELSEWHERE);
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  return ['README.md', ...pages.map((name) => `docs/${name}`), ...packages].filter((name) =>
    existsSync(join(root, name)),
  );
}

/** Returns every block that is marked `ts`, of every document. */
export function documentedPrograms(root: string): readonly DocumentedProgram[] {
  return documentsOf(root).flatMap((document) => {
    const blocks = readFileSync(join(root, document), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms);
    return [...blocks].map(([, block = ''], index) => {
      const [, name = `${index + 1}.ts`] = /^\/\/ ([\w-]+\.ts)\n/.exec(block) ?? [];
      return { document, name, text: complete(block) };
    });
  });
}
