/** Tests the command `linxo-sandbox` as a separate process. */

import { exec, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { compileCli, type CompiledCli } from './compiled-cli.ts';

interface Printed {
  readonly env: Readonly<Record<string, string>>;
  readonly curl: readonly [string, string];
}

let cli: CompiledCli;

beforeAll(async () => {
  cli = await compileCli();
});
afterAll(() => cli.remove());

/** Starts the command and returns its first line once it is printed. */
async function start(...args: readonly string[]): Promise<{ readonly line: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [cli.path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { line, child };
}

function runToItsEnd(...args: readonly string[]): {
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
} {
  const { status, stderr, stdout } = spawnSync(process.execPath, [cli.path, ...args], { encoding: 'utf8' });
  return { code: status, stderr, stdout };
}

const hasCurl = spawnSync('curl', ['--version']).error === undefined;
if (!hasCurl)
  console.warn('SKIPPED: curl is not installed (apt-get install curl, brew install curl, winget install curl)');

describe('linxo-sandbox', () => {
  it.skipIf(!hasCurl)('prints two curl commands that work as they are, and ends on SIGINT', async () => {
    const { line, child } = await start(
      '--json',
      '--client-id',
      "it's me",
      '--client-secret',
      'a&b+c%',
      '--lifetime',
      '60',
    );
    const { env, curl } = JSON.parse(line) as Printed;
    expect(env).toMatchObject({ LINXO_CLIENT_ID: "it's me", LINXO_CLIENT_SECRET: 'a&b+c%' });
    const answers = await Promise.all(curl.map(async (command) => (await promisify(exec)(command)).stdout));
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toMatchObject([
      { expires_in: 60, scope: 'users_create' },
      { expires_in: 60, scope: 'openid profile accounts_read' },
    ]);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends on SIGTERM too', async () => {
    const { line, child } = await start();
    expect(line).toBe('Linxo sandbox, on this machine only:');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each(['--prot 4000', '--port 0x10', '--port 70000', '--lifetime long', '--client-id=', 'positional'])(
    'says what is wrong with %s, and exits with 2',
    (line) => {
      const args = line.split(' ');
      const { code, stderr, stdout } = runToItsEnd(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(args[0]?.replace('=', ''));
      expect(stderr).toContain('Usage: linxo-sandbox');
    },
  );

  it('explains itself with --help', () => {
    expect(runToItsEnd('--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--lifetime') });
  });

  it('says that a port is in use, and exits with 1', async () => {
    const taken = createServer();
    onTestFinished(() => void taken.close());
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, stderr } = runToItsEnd('--port', String(Math.min(port, 65_533)));
    expect(code).toBe(1);
    expect(stderr).toMatch(/port \d+ is in use/);
  });
});
