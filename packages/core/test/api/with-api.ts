/** Starts a sandbox with Linxo instances, and plain servers for answers that the sandbox does not give. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import { createLinxo, isLinxoError, type Linxo, type LinxoError, type LinxoOptions } from '../../src/index.ts';
import { type Fault, type Sandbox, SANDBOX_USERS, startSandbox } from '../../src/sandbox/index.ts';

const { username, password } = SANDBOX_USERS.camille;
export const CAMILLE = { username, password };
export const READING = { subject: CAMILLE, scopes: ['profile', 'transactions_read'] } as const;

export interface WithApi {
  readonly sandbox: Sandbox;
  /** Creates an instance for one test, with the options that the test overrides. */
  connect(options?: Partial<LinxoOptions>): Linxo;
}

/** Starts one sandbox for a test file. Each test begins with an empty log and no faults. */
export function withApi(): WithApi {
  let sandbox: Sandbox;
  const instances: Linxo[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.close()));
    sandbox.faults.clear();
    sandbox.log.clear();
  });
  afterAll(() => sandbox.close());
  return {
    get sandbox() {
      return sandbox;
    },
    connect(options) {
      const instance = createLinxo({ ...sandbox.options, ...options });
      instances.push(instance);
      return instance;
    },
  };
}

/** A request that a plain server received. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface BareServer {
  readonly origin: string;
  readonly seen: readonly Seen[];
}

/** Starts a server on loopback that answers by the given function and is closed when the test ends. */
export async function bareServer(answer: (request: Seen, response: ServerResponse) => void): Promise<BareServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const read = async () => {
      const one = { method, url, headers, body: await text(request) };
      seen.push(one);
      answer(one, response);
    };
    read().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Returns the error of a failing call, which has to be a `LinxoError`. */
export async function failureOf(call: Promise<unknown> | (() => Promise<unknown>)): Promise<LinxoError> {
  const error = await (typeof call === 'function' ? call() : call).then(
    () => expect.unreachable('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  if (isLinxoError(error)) return error;
  throw error;
}

/** A short time limit for servers that never answer. Other tests use the default, so that a busy machine fails no test. */
export function limitFor({ kind }: Fault): Partial<LinxoOptions> {
  return kind === 'hang' ? { timeoutMs: 1_500 } : {};
}

/** Returns everything that a log could show of a value. */
export function shown(value: unknown): string {
  const stack = value instanceof Error ? value.stack : '';
  return `${inspect(value, { depth: 12, showHidden: true, getters: true })}${JSON.stringify(value)}${stack}${String(value)}`;
}
