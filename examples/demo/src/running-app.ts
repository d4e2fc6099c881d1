/** Starts and stops applications on loopback. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Linxo } from '@linxo-guard/core';

/** A running application of the demonstration. */
export interface RunningApp {
  readonly name: string;
  readonly url: string;
  readonly server: Server;
  readonly connect: Linxo;
}

/** Starts an application on its port, or on any free port if that one is taken or none is given. */
export async function run(
  { name, connect, port }: { readonly name: string; readonly connect: Linxo; readonly port: number },
  listener: RequestListener,
  onAnyPort: boolean,
): Promise<RunningApp> {
  const server = createServer(listener);
  await listen(server, onAnyPort ? 0 : port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  });
  return { name, connect, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
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
