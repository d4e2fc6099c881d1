/** Fills a cache with users and prints the bytes of heap that each takes: `node memory.js [contender, users]`. */
import { HandWrittenCache } from '../contenders/hand-written-cache.ts';
import { instantLinxo, TOKEN_LENGTH, userNumber } from '../contenders/linxo.ts';
import { argsOf, output } from '../measure/output-of.ts';

// The first users pay for what is made once.
const FIRST_USERS = 1000;
const [contender, users] = argsOf<['ours' | 'floor', number]>();

const ours = () => {
  const { tokens } = instantLinxo({ policy: { maxSubjects: 2 * users } });
  return (index: number) =>
    tokens.getAccessToken({ subject: userNumber(index, 'function'), scopes: ['accounts_read'] });
};

const floor = () => {
  // A token that came over a socket is a flat string, and the detour over a buffer makes one.
  const flat = (key: string) => Buffer.from(key.padEnd(TOKEN_LENGTH, 'x')).toString('latin1');
  const cache = new HandWrittenCache((key) => Promise.resolve({ value: flat(key), expiresInMs: 3_600_000 }));
  return (index: number) => cache.getToken(userNumber(index, 'text').username);
};

async function heapUsed(): Promise<number> {
  for (let round = 0; round < 6; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const getToken: (index: number) => Promise<unknown> = contender === 'ours' ? ours() : floor();
for (let index = 1; index <= FIRST_USERS; index++) await getToken(-index);
const before = await heapUsed();
for (let index = 0; index < users; index++) await getToken(index);
const after = await heapUsed();
// The cache must live until here: without this call it would be garbage already.
await getToken(0);
output((after - before) / users);
