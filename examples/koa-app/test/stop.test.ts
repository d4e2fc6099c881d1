// The application in a process of its own, which is told to end while its clients do what they like.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IN_MEMORY, PASSWORD_KEYS } from './support/running-app.ts';

const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));
const [CAMILLE, MEHDI] = [SANDBOX_USERS.camille, SANDBOX_USERS.mehdi].map(
  ({ username, password }) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
);
const LIMIT_MS = 10_000;

/** Sends SIGTERM to its own process in the moment in which the server is told to listen. */
const SIGTERM_DURING_START = `data:text/javascript,${encodeURIComponent(`
  import { Server } from 'node:net';
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...args) {
    process.kill(process.pid, 'SIGTERM');
    return listen.apply(this, args);
  };
`)}`;

describe('the process', () => {
  let sandbox: Sandbox;
  let child: ChildProcess | undefined;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    for (const socket of sockets.splice(0)) socket.destroy();
    await sandbox.close();
  });

  function start(env: NodeJS.ProcessEnv = {}, nodeArgs: readonly string[] = []) {
    const started = spawn(process.execPath, [...nodeArgs, SERVER], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATABASE_URL: IN_MEMORY,
        PASSWORD_KEYS,
        API_BASIC: 'true',
        LOG_LEVEL: 'silent',
        LINXO_CLIENT_ID: sandbox.options.clientId,
        LINXO_CLIENT_SECRET: sandbox.options.clientSecret,
        LINXO_AUTHORIZATION_SERVER: sandbox.authorizationServer,
        LINXO_API: sandbox.api,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = started;
    return started;
  }

  async function portOf({ stdout }: ReturnType<typeof start>): Promise<number> {
    for await (const line of createInterface(stdout)) {
      const port = /^Listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
      if (port !== undefined) return Number(port);
    }
    throw new Error('The server does not listen.');
  }

  /** Opens a connection that sends a text and does nothing else: it does not even read. */
  async function opened(port: number, sent: string): Promise<Socket> {
    const socket = connectTo(port, '127.0.0.1').pause();
    socket.on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    if (sent !== '') socket.write(sent);
    return socket;
  }

  async function exitOf(ended: ChildProcess): Promise<unknown> {
    const startedAtMs = performance.now();
    const [code, signal] = (await once(ended, 'exit')) as [number | null, string | null];
    expect(performance.now() - startedAtMs).toBeLessThan(LIMIT_MS);
    return code ?? signal;
  }

  it('ends within 10 s of SIGTERM, whatever its clients do', async () => {
    const running = start();
    const port = await portOf(running);
    const agent = new Agent({ keepAlive: true });
    const get = (path: string, authorization = CAMILLE) =>
      new Promise<number | undefined>((resolve) => {
        const sent = request({ host: '127.0.0.1', port, path, agent, headers: { authorization } });
        sent.on('response', (response) => void text(response).then(() => resolve(response.statusCode)));
        sent.on('error', () => resolve(undefined)).end();
      });

    // One connection is kept alive and idle, and one has not sent anything.
    expect(await get('/api/transactions?limit=500')).toBe(200);
    await opened(port, '');
    // One is in the middle of its headers, and one in the middle of its body.
    await opened(port, 'GET /api/accounts HTTP/1.1\r\nHost:');
    await opened(
      port,
      `POST /api/users HTTP/1.1\r\nHost: x\r\nAuthorization: ${CAMILLE}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    // One asks for far more than the buffers of a connection hold, and reads nothing of it.
    const page = `GET /api/transactions?limit=500 HTTP/1.1\r\nHost: x\r\nAuthorization: ${CAMILLE}\r\n\r\n`;
    sandbox.log.clear();
    await opened(port, page.repeat(100));
    await sandbox.log.waitFor(({ apiCalls }) => apiCalls.length >= 20, { timeoutMs: 15_000 });
    // One waits for an answer of the API's that does not come, and one for a token.
    sandbox.hold('api');
    sandbox.hold('token');
    const hungCall = get('/api/connections');
    const hungToken = get('/api/accounts', MEHDI);
    await sandbox.log.waitFor(({ apiCalls }) => apiCalls.some(({ path }) => path.endsWith('/connections')));
    await sandbox.log.waitFor(({ tokenRequests }) => tokenRequests.length > 0);

    running.kill('SIGTERM');
    running.kill('SIGTERM');
    expect(await exitOf(running)).toBe(0);
    expect(await Promise.all([hungCall, hungToken])).toEqual([503, 503]);
    agent.destroy();
  }, 60_000);

  it('takes no more requests after SIGTERM, answers those under way, and then ends at once', async () => {
    const running = start();
    const port = await portOf(running);
    const hold = sandbox.hold('api');
    const headers = { authorization: String(CAMILLE) };
    const underWay = fetch(`http://127.0.0.1:${port}/api/accounts`, { headers });
    await sandbox.log.waitFor(({ apiCalls }) => apiCalls.length === 1);
    running.kill('SIGTERM');
    const isOpen = () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      );
    await expect.poll(isOpen, { timeout: 5_000 }).toBe(false);
    running.kill('SIGINT');
    hold.release();
    const answer = await underWay;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveLength(7);
    expect(await exitOf(running)).toBe(0);
  }, 60_000);

  it('ends when SIGTERM comes while it starts', async () => {
    expect(await exitOf(start({}, ['--import', SIGTERM_DURING_START]))).toBe(0);
  }, 60_000);

  it('ends after SIGTERM while Redis neither answers nor refuses', async () => {
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    try {
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      const running = start({ REDIS_URL: `redis://127.0.0.1:${port}`, TOKEN_STORE_SECRET: 'x'.repeat(32) });
      await portOf(running);
      running.kill('SIGTERM');
      expect(await exitOf(running)).toBe(0);
    } finally {
      silent.close();
    }
  }, 60_000);

  it('does not start on a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    try {
      await once(other, 'listening');
      const running = spawn(process.execPath, [SERVER], {
        env: {
          PATH: process.env['PATH'],
          DATABASE_URL: IN_MEMORY,
          PASSWORD_KEYS,
          PORT: String((other.address() as AddressInfo).port),
          LINXO_ENVIRONMENT: 'sandbox',
          LINXO_CLIENT_ID: 'id',
          LINXO_CLIENT_SECRET: 'secret',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = running;
      const [output, error, code] = await Promise.all([text(running.stdout), text(running.stderr), exitOf(running)]);
      expect(code).toBe(1);
      expect(output).not.toContain('Listening');
      expect(error).toContain('EADDRINUSE');
    } finally {
      other.close();
    }
  }, 60_000);
});
