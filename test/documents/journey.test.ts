/** Runs the commands of docs/journey.md as they stand, against a sandbox on the ports that the page names. */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSandbox } from '@linxo-guard/core/sandbox';
import { expect, it } from 'vitest';

const PAGE = fileURLToPath(new URL('../../docs/journey.md', import.meta.url));
const missing = ['curl', 'openssl'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
if (missing.length > 0) console.warn(`SKIPPED: the commands of docs/journey.md need ${missing.join(' and ')}`);

const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => String(text));

/** Puts the ports of this sandbox in place of those of the page. */
function onPortsOf(text: string, urls: Readonly<Record<'auth' | 'api' | 'widgets', string>>): string {
  return Object.entries(urls).reduce(
    (all, [name, url]) => all.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${url}`),
    text,
  );
}

it.skipIf(missing.length > 0)('docs/journey.md: each command does what the page says', async () => {
  await using sandbox = await startSandbox({ synchronization: { durationMs: 0 } });
  const { authorizationServer: auth, api, widgets } = sandbox;
  expect(blocks).toHaveLength(6);
  const script = ['set -eu', onPortsOf(blocks.join('\necho ----\n'), { auth, api, widgets })].join('\n');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script]);
  expect(stderr).toBe('');
  const [, user, widget, connections, data, end] = stdout.split('----\n');
  expect(user).toMatch(/^HTTP\/1\.1 201 [\s\S]*^location: .*\/users\/\d+/im);
  const url = new URL(String(widget));
  expect(url.origin).toBe(new URL(widgets).origin);
  expect(url.searchParams.get('redirect_url')).toBe('http://localhost:3000/banks/linked');
  expect(url.searchParams.get('session_id')).toMatch(/^\w{16,}$/);
  expect([connections, data]).toEqual(['[]', '[][]'].map((text) => expect.stringContaining(text)));
  expect(end).toMatch(/^HTTP\/1\.1 204 /);
  expect(sandbox.users.some(({ username }) => username.startsWith('person-'))).toBe(false);
});
