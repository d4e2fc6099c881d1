/** Tests the command `linxo-sandbox` as a separate process. */

import { exec, execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { compileCli, type CompiledCli } from './compiled-cli.ts';

interface Printed {
  readonly env: Readonly<Record<string, string>>;
  readonly curl: readonly string[];
  readonly control: string | null;
}

let cli: CompiledCli;

beforeAll(async () => {
  cli = await compileCli();
});
afterAll(() => cli.remove());

interface Started {
  /** The first line. */
  readonly line: string;
  readonly child: ChildProcess;
  /** Waits for a line that matches, and returns all lines up to it. */
  until(pattern: RegExp): Promise<readonly string[]>;
}

/** Starts the command and waits for its first line. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [cli.path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout);
  const seen: string[] = [];
  lines.on('line', (line: string) => seen.push(line));
  const until = async (pattern: RegExp): Promise<readonly string[]> => {
    // oxlint-disable-next-line no-await-in-loop -- One line after the other is looked at.
    while (!seen.some((line) => pattern.test(line))) await once(lines, 'line');
    return seen;
  };
  const [line = ''] = await until(/./);
  return { line, child, until };
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
  it.skipIf(!hasCurl)('prints three curl commands that work as they are, and ends on SIGINT', async () => {
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
    const [forClient, forUser, accounts] = answers.map((answer) => JSON.parse(answer) as unknown);
    expect(forClient).toMatchObject({ expires_in: 60, scope: 'users_create' });
    expect(forUser).toMatchObject({ expires_in: 60, scope: 'openid profile accounts_read' });
    expect(accounts).toHaveLength(7);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends on SIGTERM too', async () => {
    const { line, child } = await start();
    expect(line).toBe('Linxo sandbox, on this machine only:');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    ['--prot 4000', 'there is no option --prot; there are: --host,'],
    ['--port 0x10', '--port must be a whole number from 1 to 65533, not "0x10"'],
    ['--port 70000', '--port must be'],
    ['--ports 1,2', '--ports must be three ports, such as 4000,4001,4002, not "1,2"'],
    ['--port 4000 --ports 1,2,3', '--port and --ports exclude each other'],
    ['--lifetime long', '--lifetime: must be of the type number, not "long"'],
    ['--basic row', '--basic: must be "raw" or "form" or "any", not "row"'],
    ['--set rules.providor=x', 'the settings are: wire.basicEncoding'],
    ['--client-id=', '--client-id must not be empty'],
    ['--admin-token short', '--admin-token: must have at least 16 characters'],
    ['--host-name linxo:80', '--host-name: must be a host name or an address, without a port'],
    ['--lifetime -1', '--lifetime: must be at least 0'],
    ['--port', '--port wants a value: --port <n>'],
    ['--ports 4000,4000,4001', '--ports must be three different ports'],
    ['--frozen-at 2026-02-30T09:00:00Z', '--frozen-at must be a time such as'],
    ['--users /nowhere/users.json', '--users /nowhere/users.json: ENOENT'],
    ['--frozen-at tomorrow', '--frozen-at must be a time such as'],
    ['positional', "Unexpected argument 'positional'"],
  ])('says what is wrong with %s, and exits with 2', (line, sentence) => {
    const { code, stderr, stdout } = runToItsEnd(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`linxo-sandbox: `);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('linxo-sandbox --help');
  });

  it('takes its users from a file, says what is wrong with it, and sets what --set and --provider name', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'linxo-sandbox-')), 'users.json');
    writeFileSync(
      file,
      JSON.stringify([{ username: 'lea', password: 'x', banks: [{ bank: 'nowhere', accounts: [] }] }]),
    );
    expect(runToItsEnd('--users', file).stderr).toContain('0.banks.0.bank: must be "littoral" or "vallees"');
    writeFileSync(file, `\uFEFF${JSON.stringify([{ username: 'lea', password: 'x' }])}`);
    const flags = ['--provider', 'linxoConnect', '--provider', 'connect', '--set', 'wire.expiresIn=string'];
    const { line } = await start('--json', '--users', file, '--frozen-at', '2026-03-31T09:00:00Z', ...flags);
    const { control, env } = JSON.parse(line) as Printed;
    expect(env).toMatchObject({ LINXO_PROVIDER: 'linxoConnect' });
    expect(await (await fetch(`${control}/users`)).json()).toMatchObject([{ username: 'lea' }]);
    expect(await (await fetch(`${control}/clock`)).json()).toEqual({ now: '2026-03-31T09:00:00.000Z', frozen: true });
    expect(await (await fetch(`${control}/settings`)).json()).toMatchObject({
      wire: { expiresIn: 'string' },
      rules: { provider: ['linxoConnect', 'connect'] },
    });
  });

  it('says what --host 0.0.0.0 means, and prints a line for each request with --log, without secrets', async () => {
    const token = '0123456789abcdef';
    const { line, until } = await start('--host', '0.0.0.0', '--host-name', 'linxo', '--admin-token', token, '--log');
    expect(line).toContain('whoever reaches this address can use it');
    const text = (await until(/^Stop it/)).join('\n');
    expect(text).toMatch(/export LINXO_API='http:\/\/linxo:\d+\/v2\.1'/);
    expect(text).toContain("export LINXO_INSECURE_HOSTS='linxo'");
    const server = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
    const form = { grant_type: 'password', username: 'x\ny', password: 'hush', client_id: 'a', client_secret: 'hush' };
    await fetch(`${server}/token`, { method: 'POST', body: new URLSearchParams(form) });
    const logged = (await until(/POST \/token/)).at(-1);
    expect(logged).toMatch(/ auth +400 \d+ ms POST \/token "password" "x\\ny"$/);
    expect((await fetch(`${server}/_sandbox/users`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${server}/_sandbox/users`, { headers })).status).toBe(200);
  });

  it('holds the process, which startSandbox() in a program does not, whatever was connected or late', async () => {
    const program = `
      import { startSandbox } from ${JSON.stringify(pathToFileURL(join(dirname(cli.path), 'index.js')).href)};
      const sandbox = await startSandbox();
      sandbox.faults.next('api', { kind: 'slow', delayMs: 600_000 });
      const leaving = new AbortController();
      const left = fetch(sandbox.api + '/accounts', { signal: leaving.signal }).catch(() => {});
      await sandbox.log.waitFor({ apiCalls: 1 });
      leaving.abort();
      await left;
      await (await fetch(sandbox.api + '/accounts')).text();
      console.log('done');`;
    const args = ['--input-type=module', '-e', program];
    expect((await promisify(execFile)(process.execPath, args, { timeout: 15_000 })).stdout).toBe('done\n');
    const { child } = await start('--json');
    expect(child.exitCode).toBe(null);
  });

  it('takes the arguments of the container, and answers the health check there', async () => {
    const dockerfile = readFileSync(new URL('../../../../sandbox.Dockerfile', import.meta.url), 'utf8');
    const [, entrypoint = ''] = /^ENTRYPOINT (.+)$/m.exec(dockerfile) ?? [];
    const [program, ...args] = JSON.parse(entrypoint) as string[];
    expect(program).toBe('linxo-sandbox');
    // Any free ports are as good as those of the container.
    const { until } = await start(...args.filter((arg) => arg !== '--port' && arg !== '4000'));
    const text = (await until(/^Stop it/)).join('\n');
    const server = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
    const [, healthPath = ''] = /HEALTHCHECK .* http:\/\/127\.0\.0\.1:4000(\/\S+)/.exec(dockerfile) ?? [];
    expect((await fetch(server + healthPath)).status).toBe(200);
    expect((await fetch(`${server}/_sandbox/users`)).status).toBe(403);
  });

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
