/** Starts an HTTP server on loopback that can be closed with all its sockets, so that the process can exit. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  /** The origin `http://127.0.0.1:<port>`. */
  readonly origin: string;
  close(): Promise<void>;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The keep-alive time, longer than any test. If the server closed an idle socket just when a client reuses it, the request
 * would fail.
 */
const KEEP_ALIVE_MS = 120_000;

export async function listen(port: number, handle: RequestHandler): Promise<Listener> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed && response.destroyed) return;
      if (response.headersSent) return void response.destroy();
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`The sandbox itself failed: ${String(error)}`);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await started(server, port);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => stopped(server) };
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
