import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer as createNetServer, type Server } from 'node:net';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

async function run(name: string, args: readonly string[] = [], flags: readonly string[] = []): Promise<Ended> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...flags, script, ...args], { timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr, durationMs: performance.now() - startedAt }),
    );
  });
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
async function urlOf(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a script in which something hangs', () => {
  it.each([
    ['password', 'ERR_APPLICATION_TIMEOUT'],
    ['clientSecret', 'ERR_APPLICATION_TIMEOUT'],
    ['fetch', 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
    ['the line', 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
    ['a lock', 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
    ['a store', 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
    ['a pause', 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
  ])('%s: it ends by itself, with the error %s', async (what, code) => {
    const ended = await run('hanging-script.mjs', [what]);
    // Node ends a process with 13 when its last promise never settles.
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`code: '${code}'`);
    expect(ended.durationMs).toBeLessThan(10_000);
  });
});

it('a process with a background refresh under way ends when its work is done, however long the server hangs', async () => {
  const token = JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 });
  let requests = 0;
  const server = createServer((_request, response) => void (++requests === 1 && response.end(token)));
  const ended = await run('refresh-in-flight.mjs', [await urlOf(server)]);
  expect([ended.code, ended.stdout]).toEqual([0, '{"isServed":true}\n']);
  expect(requests).toBe(2);
  expect(ended.durationMs).toBeLessThan(10_000);
});

it('no AsyncLocalStorage store outlives its request, though tokens, failures and the secret stay remembered', async () => {
  const { stdout } = await run('request-contexts.mjs', [], ['--expose-gc']);
  const { kept, requests, ranInContext, subjects, outcomes } = JSON.parse(stdout) as Record<string, unknown>;
  expect({ kept, requests, ranInContext, subjects }).toEqual({
    kept: [],
    requests: 220,
    ranInContext: true,
    subjects: 41,
  });
  expect(outcomes).toMatchObject({ cold: ['token'], refused: ['ERR_CREDENTIALS_REJECTED'], client: ['token'] });
});

it('ten thousand users meet a hung server: 64 connections, everybody has an error in time, and no memory is kept', async () => {
  const sockets = new Set<unknown>();
  let most = 0;
  const server = createNetServer((socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket
      .on('close', () => sockets.delete(socket))
      .on('error', () => {})
      .resume();
  });
  const { stdout } = await run('hung-server.mjs', [await urlOf(server)], ['--expose-gc']);
  const told = JSON.parse(stdout) as Readonly<Record<'slowestMs' | 'bytesPerUser', number>>;
  expect(told).toMatchObject({ outcomes: { ERR_AUTHORIZATION_SERVER_UNAVAILABLE: 10_000 }, state: 'failing' });
  // A connection that was given up may be closed a moment after the next one was opened.
  expect(most).toBeLessThanOrEqual(64 + 8);
  // 64 at a time, two seconds each, would be five minutes.
  expect(told.slowestMs).toBeLessThan(30_000);
  expect(told.bytesPerUser).toBeLessThan(1_500);
});
