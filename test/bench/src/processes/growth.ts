/** Fills a cache with users and tells the bytes of heap a user and the time of a call: `node --expose-gc growth.js [contender, users]`. */
import { HandWrittenCache } from '../floor/hand-written-cache.ts';
import { argsOf } from '../measure/child.ts';
import { awaitTimeNs, callTimeNs } from '../measure/call-time.ts';
import { instantLinxo, userNumber, usernameOf } from '../ours.ts';

const TOKEN_LENGTH = 341;
const HOUR_MS = 3_600_000;
const [contender, users] = argsOf<['ours' | 'floor', number]>();

/** What is looked up: a prime step apart, so that neighbours in memory are not asked for in turn. */
function anyOf<T>(list: readonly T[]): () => T {
  let at = 0;
  return () => list[(at = (at + 7919) % list.length)] as T;
}

async function heapUsed(): Promise<number> {
  for (let round = 0; round < 6; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

async function fillOurs() {
  const { tokens } = instantLinxo(undefined, { policy: { maxSubjects: 2 * users } });
  const wanted = (index: number) => ({ subject: userNumber(index, 'function'), scopes: ['accounts_read'] as const });
  // The first ones pay for what is made once.
  for (let index = 0; index < 1000; index++) await tokens.getAccessToken(wanted(-1 - index));
  const before = await heapUsed();
  for (let index = 0; index < users; index++) await tokens.getAccessToken(wanted(index));
  const bytes = (await heapUsed()) - before;
  const next = anyOf(Array.from({ length: Math.min(users, 100_000) }, (_, index) => wanted(index)));
  return {
    bytes,
    awaitedNs: await awaitTimeNs(() => tokens.getAccessToken(next())),
    peekedNs: await callTimeNs(() => tokens.peek(next())),
  };
}

async function fillFloor() {
  const cache = new HandWrittenCache((key) =>
    // Through a buffer: a string of its own, as one that came over a socket.
    Promise.resolve({ value: Buffer.from(key.padEnd(TOKEN_LENGTH, 'x')).toString('latin1'), expiresInMs: HOUR_MS }),
  );
  for (let index = 0; index < 1000; index++) await cache.getToken(usernameOf(-1 - index));
  const before = await heapUsed();
  for (let index = 0; index < users; index++) await cache.getToken(usernameOf(index));
  const bytes = (await heapUsed()) - before;
  const next = anyOf(Array.from({ length: Math.min(users, 100_000) }, (_, index) => usernameOf(index)));
  return { bytes, awaitedNs: await awaitTimeNs(() => cache.getToken(next())) };
}

const { bytes, ...times } = await (contender === 'ours' ? fillOurs() : fillFloor());
console.log(JSON.stringify({ bytesPerUser: bytes / users, ...times }));
