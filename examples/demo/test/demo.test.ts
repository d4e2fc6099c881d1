import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSandbox } from '@linxo-guard/core/sandbox';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const { LINXO_CLIENT_ID: _unset, ...environment } = process.env;

describe('npm start', () => {
  it('shows the main job on both applications, and ends by itself with --once', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, '--once'], {
      env: environment,
      timeout: 60_000,
    });
    for (const name of ['Koa', 'Express']) expect(stdout).toContain(`${name} application`);
    expect(stdout.match(/12 requests took 8 token requests and 8 API calls/g)).toHaveLength(2);
    expect(stdout).toContain(
      'WWW-Authenticate: Bearer realm="linxo", error="insufficient_scope", scope="transactions_read"',
    );
    expect(stdout).not.toContain('UNEXPECTED');
  }, 90_000);

  it('says where to look and who can sign in, and each of them can', async () => {
    const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 30_000 }).toContain('The JSON routes');
    const urls = [...output.matchAll(/application\s+(http:\S+)/g)].map(([, url]) => String(url));
    const people = [...output.matchAll(/^ {2}(\S+@example\.org)\s+(\S+)/gm)].map(([, email, password]) => ({
      email,
      password,
    }));
    expect([urls.length, people.length]).toEqual([2, 4]);
    for (const url of urls) {
      for (const { email = '', password = '' } of people) {
        const body = new URLSearchParams({ email, password });
        const answer = await fetch(`${url}/sign-in`, {
          method: 'POST',
          body,
          redirect: 'manual',
          headers: { origin: url },
        });
        expect([email, answer.status, answer.headers.get('location')]).toEqual([email, 303, '/accounts']);
      }
    }
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  }, 90_000);

  it('runs the same applications against the environment that the variables name, until it is stopped', async () => {
    await using sandbox = await startSandbox();
    const env = {
      ...environment,
      LINXO_CLIENT_ID: sandbox.options.clientId,
      LINXO_CLIENT_SECRET: sandbox.options.clientSecret,
      LINXO_AUTHORIZATION_SERVER: sandbox.authorizationServer,
      LINXO_API: sandbox.api,
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 30_000 }).toContain('Ctrl-C');
    const urls = [...output.matchAll(/application\s+(http:\S+)/g)].map(([, url]) => String(url));
    expect(urls).toHaveLength(2);
    const authorization = `Basic ${Buffer.from('mehdi@example.org:narrow-gate-mehdi').toString('base64')}`;
    for (const url of urls)
      expect((await fetch(`${url}/api/accounts`, { headers: { authorization } })).status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  }, 90_000);
});
