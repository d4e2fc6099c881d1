/** The code that documents show, as programs that a compiler can judge. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of code, completed. */
export interface DocumentedProgram {
  /** The document that shows it, such as `docs/users.md`. */
  readonly document: string;
  /** The file name that its first line says (`// passwords.ts`), else the number of the block. */
  readonly name: string;
  readonly text: string;
}

/** What readers are taken to have at hand, by the name under which a block uses it. */
const AT_HAND = {
  createLinxo: `import { createLinxo } from '@linxo-guard/core';`,
  linxoOptionsFromEnv: `import { linxoOptionsFromEnv } from '@linxo-guard/core';`,
  linxo: `import { linxo } from '@linxo-guard/express';`,
  requireScope: `import { requireScope } from '@linxo-guard/express';`,
  describeRoutes: `import { describeRoutes } from '@linxo-guard/express';`,
  problemDetails: `import { problemDetails } from '@linxo-guard/express';`,
  app: `declare const app: import('express').Express;`,
  connect: `declare const connect: import('@linxo-guard/core').Linxo;`,
  createApp: `declare function createApp(connect: import('@linxo-guard/core').Linxo): import('koa');`,
  sandbox: `declare const sandbox: import('@linxo-guard/core/sandbox').Sandbox;`,
  user: `declare const user: import('@linxo-guard/core').ResourceOwner;`,
  username: `declare const username: string;`,
  password: `declare const password: string;`,
} as const;

/** A comment that says that its code does not compile is taken at its word. */
const DOES_NOT_COMPILE = /^(\s*)\/\/ (\S.*?)\s{2,}does not compile: (\w+) does not open it$/gm;

function complete(block: string): string {
  const code = block.replace(DOES_NOT_COMPILE, '$1$2; // refused: NeedsScope<');
  const said = code.replaceAll(/\/\/ .*$/gm, '');
  const atHand = Object.entries(AT_HAND).filter(([name]) => uses(said, name) && !declares(said, name));
  return [code, ...atHand.map(([, line]) => line), 'export {};'].join('\n');
}

/** Whether code names something, not as a property and not within a text. */
function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w'/-]|\\w\\.)${name}\\b(?!['/:-])`).test(code);
}

function declares(code: string, name: string): boolean {
  const alone = `(?:const|function|import|import type) ${name}\\b`;
  const among = `(?:const|import|import type) (?:\\w+, )?\\{[^}]*\\b${name}\\b[^}]*\\}`;
  return new RegExp(`\\b(?:${alone}|${among})`).test(code);
}

/** The README, the pages of docs/, and each package's README. */
function documentsOf(root: string): readonly string[] {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  return ['README.md', ...pages.map((name) => `docs/${name}`), ...packages].filter((name) =>
    existsSync(join(root, name)),
  );
}

/** Every block that is marked `ts`, of every document. */
export function documentedPrograms(root: string): readonly DocumentedProgram[] {
  return documentsOf(root).flatMap((document) => {
    const blocks = readFileSync(join(root, document), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms);
    return [...blocks].map(([, block = ''], index) => {
      const [, name = `${index + 1}.ts`] = /^\/\/ ([\w-]+\.ts)\n/.exec(block) ?? [];
      return { document, name, text: complete(block) };
    });
  });
}
