// Runs the programs of the documents that do something by themselves, or that applications copy as they are.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createLinxo, type Linxo, type ResourceOwner } from '@linxo-guard/core';
import { type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import ts from 'typescript-5';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentedPrograms } from '../types/documented-programs.ts';

interface Account {
  readonly id: string;
  linxo?: { username: string; sealedPassword: string; userId?: string };
}

interface Passwords {
  newPassword(): string;
  seal(password: string, accountId: string): Promise<string>;
  unseal(sealed: string, accountId: string): Promise<string>;
}

interface LinxoUsers {
  createLinxoUser(connect: Linxo, account: Account, email: string, save: () => Promise<void>): Promise<void>;
  credentialsOf(account: Account): ResourceOwner | undefined;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const newKey = () => randomBytes(32).toString('base64url');
const [OLD, NEW] = [`2025-09:${newKey()}`, `2026-03:${newKey()}`];

/** The programs are compiled into this folder, where packages are found as an application finds them. */
let workshop: string;
let copies = 0;

beforeAll(() => {
  mkdirSync(join(ROOT, 'test/node_modules'), { recursive: true });
  workshop = mkdtempSync(join(ROOT, 'test/node_modules/.documents-'));
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** Compiles the programs of a document, and answers with the folder. */
function compile(document: string): string {
  const folder = join(workshop, String(copies++));
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  for (const program of documentedPrograms(ROOT).filter((one) => one.document === document)) {
    const { outputText } = ts.transpileModule(program.text, { compilerOptions });
    writeFileSync(join(folder, program.name.replace(/\.ts$/, '.js')), outputText);
  }
  return folder;
}

it('docs/testing.md: the test passes', () => {
  const program = join(compile('docs/testing.md'), '1.js');
  expect(() => execFileSync(process.execPath, [program])).not.toThrow();
});

describe('docs/users.md', () => {
  /** Imports a program afresh. */
  const load = async <T>(name: string): Promise<T> =>
    (await import(pathToFileURL(join(compile('docs/users.md'), name)).href)) as T;
  let sandbox: Sandbox;
  let connect: Linxo;
  const save = async () => undefined;

  beforeEach(async () => {
    process.env['PASSWORD_KEYS'] = OLD;
    sandbox = await startSandbox();
    connect = createLinxo(sandbox.options);
  });
  afterEach(async () => {
    delete process.env['PASSWORD_KEYS'];
    await connect.close();
    await sandbox.close();
  });

  it('the application creates a Linxo user, and gets tokens for it', async () => {
    const { createLinxoUser, credentialsOf } = await load<LinxoUsers>('linxo-users.js');
    const account: Account = { id: '42' };
    expect(credentialsOf(account)).toBeUndefined();
    await createLinxoUser(connect, account, 'new@example.org', save);
    const subject = credentialsOf(account)!;
    expect(await connect.api({ subject, scopes: ['accounts_read'] }).get('/accounts')).toEqual([]);
    const { password } = sandbox.user('new@example.org');
    expect(password).toHaveLength(43);
    expect(JSON.stringify(account)).not.toContain(password);
  });

  it('an attempt that failed half-way is repeated with the same password', async () => {
    const { createLinxoUser } = await load<LinxoUsers>('linxo-users.js');
    const account: Account = { id: '42' };
    sandbox.faults.next('POST /users', { kind: 'status', status: 500 });
    await expect(createLinxoUser(connect, account, 'new@example.org', save)).rejects.toMatchObject({
      code: 'ERR_API_UNAVAILABLE',
    });
    const sealed = account.linxo?.sealedPassword;
    await createLinxoUser(connect, account, 'new@example.org', save);
    expect(account.linxo).toMatchObject({ sealedPassword: sealed, userId: expect.any(String) as string });
  });

  it('passwords open after a rotation, for their own account, and unchanged only', async () => {
    const before = await load<Passwords>('passwords.js');
    const password = before.newPassword();
    const sealed = await before.seal(password, '42');
    process.env['PASSWORD_KEYS'] = `${NEW} ${OLD}`;
    const rotated = await load<Passwords>('passwords.js');
    expect(await rotated.unseal(sealed, '42')).toBe(password);
    expect(await rotated.unseal(await rotated.seal(password, '42'), '42')).toBe(password);
    await expect(before.unseal(await rotated.seal(password, '42'), '42')).rejects.toThrow('PASSWORD_KEYS');
    await expect(rotated.unseal(sealed, '43')).rejects.toThrow('another account');
    const [header, key, iv, ciphertext = '', tag] = sealed.split('.');
    const other = ciphertext.startsWith('A') ? 'B' : 'A';
    const changed = [header, key, iv, other + ciphertext.slice(1), tag].join('.');
    await expect(rotated.unseal(changed, '42')).rejects.toThrow('decryption operation failed');
  });

  it('a key that is missing is noticed at the start', async () => {
    process.env['PASSWORD_KEYS'] = '';
    await expect(load('passwords.js')).rejects.toThrow('PASSWORD_KEYS is missing or malformed.');
  });
});
