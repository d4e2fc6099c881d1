/** Prints the bytes of heap per cached user, and per entry of a plain Map of token and expiry. Needs --expose-gc. */
import { createLinxo } from '@linxo-guard/core';

const USERS = 100_000;
const TOKEN_LENGTH = 341;
const tokenOf = (index) => Buffer.from(String(index).padEnd(TOKEN_LENGTH, 'x')).toString('latin1');

async function heapUsed() {
  for (let round = 0; round < 6; round++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

let fetched = 0;
const newInstance = () =>
  createLinxo({
    environment: 'sandbox',
    clientId: 'client',
    clientSecret: 'secret',
    policy: { maxSubjects: 2 * USERS },
    fetch: async () =>
      new Response(JSON.stringify({ access_token: tokenOf(fetched++), token_type: 'Bearer', expires_in: 3600 })),
  });
async function fill(connect, users) {
  for (let index = 0; index < users; index++) {
    const subject = { username: `user-${index}@example.org`, password: `password-${index}` };
    await connect.tokens.getAccessToken({ subject, scopes: ['accounts_read'] });
  }
}

// Compiled code takes memory, too: another instance has it compiled before.
await fill(newInstance(), 20_000);
const connect = newInstance();
const before = await heapUsed();
await fill(connect, USERS);
const bytesPerUser = ((await heapUsed()) - before) / USERS;

const floor = new Map();
const beforeFloor = await heapUsed();
for (let index = 0; index < USERS; index++) {
  floor.set(`user-${index}@example.org`, { token: tokenOf(index), expiresAtMs: Date.now() + 3_600_000 + index / 7 });
}
const floorBytesPerUser = ((await heapUsed()) - beforeFloor) / USERS;
console.log(
  JSON.stringify({ bytesPerUser, floorBytesPerUser, subjects: connect.stats().subjects, floorSize: floor.size }),
);
