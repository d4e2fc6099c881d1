/** Turns the code blocks of documents into programs that can be compiled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of code, completed to a program. */
export interface DocumentedProgram {
  /** The file name, made of the document's name and the number of the block. */
  readonly name: string;
  readonly text: string;
}

/** The declarations that readers are assumed to have, by the name that a block uses. */
const ASSUMED = {
  createLinxo: `import { createLinxo } from '@linxo-guard/core';`,
  linxo: `import { linxo } from '@linxo-guard/express';`,
  requireScope: `import { requireScope } from '@linxo-guard/express';`,
  problemDetails: `import { problemDetails } from '@linxo-guard/express';`,
  app: `import type { Express } from 'express'; declare const app: Express;`,
  connect: `import type { Linxo } from '@linxo-guard/core'; declare const connect: Linxo;`,
  sandbox: `import type { Sandbox } from '@linxo-guard/core/sandbox'; declare const sandbox: Sandbox;`,
  username: `declare const username: string;`,
  password: `declare const password: string;`,
  credentialsOf: `declare function credentialsOf(session: unknown): { username: string; password: string } | undefined;`,
} as const;

/** The application's own sessions, which Express types by augmentation. */
const SESSIONS = `declare global { namespace Express { interface Request { session: unknown } } }`;

/** Marks code as an expected error if its comment says that it does not compile. */
const DOES_NOT_COMPILE = /^(\s*)\/\/ (\S.*?)\s{2,}does not compile: (\w+) does not open it$/gm;

function complete(block: string): string {
  const code = block
    .replace(DOES_NOT_COMPILE, '$1$2; // refused: NeedsScope<')
    // An ellipsis stands for options or a loop's body. In comments it does no harm.
    .replace(/^(\s*)…,$/gm, '$1...sandbox.options,')
    .replace(/\) …$/gm, ');');
  const assumed = Object.entries(ASSUMED).filter(([name]) => uses(code, name) && !declares(code, name));
  const session = code.includes('req.session') ? [SESSIONS] : [];
  return [...assumed.map(([, line]) => line), ...session, code, 'export {};'].join('\n');
}

/** Returns true if code uses a name, other than as a property or in a string. */
function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w'/-]|\\w\\.)${name}\\b(?!['/:-])`).test(code);
}

function declares(code: string, name: string): boolean {
  return new RegExp(`\\b(?:const|import)\\b[^;]*\\b${name}\\b[^;]*(?: from |=)`).test(code);
}

/** Returns every block of a document that is marked `ts`. */
export function documentedPrograms(root: string, document: string): readonly DocumentedProgram[] {
  const blocks = readFileSync(join(root, document), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms);
  return [...blocks].map(([, block = ''], index) => ({
    name: `${document.replaceAll(/[/.]/g, '-')}-${index + 1}.ts`,
    text: complete(block),
  }));
}
