import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { LinxoOptions } from '@linxo-guard/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN_ANSWERS, type ForeignAnswer, RECOVERED } from './foreign-answers.ts';
import { CAMILLE, createWorld, ODETTE, type World } from './world.ts';

const PIECE_MS = 10;

let server: Server;
let bytes: ForeignAnswer['bytes'] = RECOVERED;
let requests = 0;
const sockets = new Set<Socket>();

/** Answers each request with the bytes of the row, once the request is there as a whole. */
function serve(socket: Socket): void {
  let received = '';
  let isAnswered = false;
  sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
  socket.on('data', (data) => {
    received += data.toString('latin1');
    const [head = '', body] = received.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (isAnswered || body === undefined || body.length < length) return;
    isAnswered = true;
    requests++;
    if (typeof bytes === 'string' || Buffer.isBuffer(bytes)) socket.end(bytes);
    else drip([...bytes], socket);
  });
}

function drip(pieces: string[], socket: Socket): void {
  const timer = setInterval(() => {
    const piece = pieces.shift();
    if (piece !== undefined && socket.writable) socket.write(piece);
    else clearInterval(timer);
  }, PIECE_MS);
  socket.on('close', () => clearInterval(timer));
}

beforeAll(async () => {
  server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

describe('a foreign server answers', () => {
  let world: World;
  afterEach(async () => {
    await world.close();
    for (const socket of sockets) socket.destroy();
    bytes = RECOVERED;
    requests = 0;
  });

  async function start(row: ForeignAnswer): Promise<void> {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const environment = { authorizationServer: url, api: url };
    const timed: Partial<LinxoOptions> = row.isTimed ? { timeoutMs: 900, policy: { attemptTimeoutMs: 250 } } : {};
    world = await createWorld({ environment, ...timed });
    bytes = row.bytes;
  }

  it.each(FOREIGN_ANSWERS)('$answer: $sees, in $requests request(s), then served again', async (row) => {
    await start(row);
    expect(await world.callAtOnce(20)).toEqual([row.sees]);
    expect(await world.callAtOnce(20)).toEqual([row.sees]);
    // A slow machine may send fewer requests inside the time limit.
    expect(row.isTimed ? Math.max(requests, row.requests) : requests).toBe(row.requests);
    bytes = RECOVERED;
    expect(await world.call(ODETTE)).toBe('token');
    expect(world.connect.status()).toEqual({ state: 'ready' });
    world.pass(30_000);
    expect(await world.callAtOnce(20, CAMILLE)).toEqual(['token']);
    expect(requests).toBeLessThanOrEqual(row.requests + 2);
  });
});
