/** Runs a real `redis-server` process, which a test can stop and start again, on a free port of loopback. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** The port for messages between the servers of a cluster; 0 without one. */
  readonly clusterPort: number;
  start(): Promise<void>;
  /** Ends the process by SIGKILL, without a clean shutdown. */
  kill(): Promise<void>;
  /** Pauses the process by SIGSTOP. It keeps its connections but does not answer. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** True if this machine has a redis-server. If not, the tests that need it say so and are skipped. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedisServer) console.warn('SKIPPED: tests that need redis-server. Install it: apt-get install redis-server');

export interface RedisServerOptions {
  /** True for a server that writes each command to disk, and has its data again after a kill. */
  readonly persistent?: boolean;
  /** True for a server that can join a cluster. */
  readonly cluster?: boolean;
}

const ATTEMPTS = 5;

export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  // Somebody else may take a free port before the server has it.
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    try {
      return await startOnFreePort(options);
    } catch (error) {
      console.warn(`redis-server is started again: ${String(error)}`);
    }
  }
  return startOnFreePort(options);
}

async function startOnFreePort({ persistent, cluster }: RedisServerOptions): Promise<RedisServer> {
  const port = await freePort();
  const clusterPort = cluster ? await freePort() : 0;
  const clusterOptions = cluster ? ['--cluster-enabled', 'yes', '--cluster-port', String(clusterPort)] : [];
  const directory = mkdtempSync(join(tmpdir(), 'linxo-guard-redis-'));
  let child: ChildProcess | undefined;
  const server: RedisServer = {
    port,
    clusterPort,
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        persistent ? 'yes' : 'no',
        '--appendfsync',
        'always',
        '--dir',
        directory,
        ...clusterOptions,
      ];
      child = spawn('redis-server', options, { stdio: 'ignore' });
      await answering(port);
    },
    async kill() {
      const dying = child;
      child = undefined;
      if (!dying || dying.exitCode !== null) return;
      const ended = once(dying, 'exit');
      dying.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      server.thaw();
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await server.start().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return server;
}

async function answering(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`redis-server does not answer on port ${port}`);
}
