/** Starts an HTTP server that can be closed with all its sockets, and that keeps no process alive while nobody asks for anything. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { isOwnHost, refusalOf } from './host-names.ts';

export interface Listener {
  /** The origin, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  close(): Promise<void>;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  /** The host names that are answered beside `localhost` and addresses. */
  readonly hostNames: readonly string[];
  /** If true, the process keeps running while the server listens. */
  readonly keepAlive: boolean;
}

/**
 * The keep-alive time, longer than any test. If the server closed an idle socket just when a client reuses it, the request
 * would fail.
 */
const KEEP_ALIVE_MS = 120_000;

export async function listen(options: ListenerOptions, handle: RequestHandler): Promise<Listener> {
  const server = createServer((request, response) => {
    if (!isOwnHost(request.headers.host, options.hostNames)) return refuse(request, response);
    holdProcessWhileAnswering(request, response);
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed && response.destroyed) return;
      if (response.headersSent) return void response.destroy();
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`The sandbox itself failed: ${String(error)}`);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connection', (socket) => socket.unref());
  if (!options.keepAlive) server.unref();
  await started(server, options);
  const { port } = server.address() as AddressInfo;
  return { origin: `http://${reachable(options.host)}:${port}`, close: () => stopped(server) };
}

/** An idle socket keeps no process alive; one with a request under way does. */
function holdProcessWhileAnswering({ socket }: IncomingMessage, response: ServerResponse): void {
  socket.ref();
  response.once('close', () => socket.unref());
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const headers = { 'content-type': 'text/plain;charset=UTF-8', connection: 'close' };
  response.writeHead(421, headers).end(`${refusalOf(request.headers.host)}\n`);
}

/** Returns the host of the origin: whoever listens on all addresses is reached on this machine by the loopback address. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIPv6(host) ? `[${host}]` : host;
}

function started(server: Server, { port, host }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
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
