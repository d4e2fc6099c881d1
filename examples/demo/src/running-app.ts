/** Starts and stops applications on loopback. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinxoOptions } from '@linxo-guard/core';
import type { Sandbox } from '@linxo-guard/core/sandbox';
import type * as koa from '@linxo-guard/example-koa-app';

/** An application of the demonstration. The two templates export the same. */
interface DemoApp {
  readonly name: string;
  readonly port: number;
  readonly app: Pick<typeof koa, 'addSandboxPeople' | 'createListener' | 'openServices' | 'readConfig'>;
  readonly env: Readonly<Record<string, string>>;
  readonly options: LinxoOptions;
  /** The sandbox, whose users can then sign in to the application. */
  readonly sandbox: Sandbox | undefined;
}

/** A running application of the demonstration. */
export interface RunningApp {
  readonly name: string;
  readonly url: string;
  readonly server: Server;
  readonly services: koa.Services;
}

/** Starts an application on its port, or on any free port if that one is taken or none is wanted. */
export async function run(
  { name, port, app, env, options, sandbox }: DemoApp,
  onAnyPort: boolean,
): Promise<RunningApp> {
  const services = await app.openServices(app.readConfig({ ...env, PORT: String(port) }), options);
  if (sandbox) await app.addSandboxPeople(services, sandbox);
  const server = createServer(app.createListener(services));
  await listen(server, onAnyPort ? 0 : port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  });
  return { name, services, server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** Closes a server and its open connections. */
export async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  if (server.listening) await once(server, 'close');
}
