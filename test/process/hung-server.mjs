/** Ten thousand users call at once, and the server never answers. Needs --expose-gc. */
import { createLinxo } from '@linxo-guard/core';

const USERS = 10_000;
const TIMEOUT_MS = 2_000;
const url = process.argv[2];
const connect = createLinxo({
  environment: { authorizationServer: url, api: url },
  clientId: 'client',
  clientSecret: 'secret',
  timeoutMs: TIMEOUT_MS,
});

async function heapUsed() {
  for (let round = 0; round < 6; round++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const before = await heapUsed();
const outcomes = {};
let slowestMs = 0;
const call = async (index) => {
  const startedAt = performance.now();
  const wanted = { subject: { username: `user-${index}`, password: 'password' }, scopes: ['accounts_read'] };
  const { code } = await connect.tokens.getAccessToken(wanted).catch((error) => error);
  outcomes[code] = (outcomes[code] ?? 0) + 1;
  slowestMs = Math.max(slowestMs, performance.now() - startedAt);
};
await Promise.all(Array.from({ length: USERS }, (_, index) => call(index)));
const { state } = connect.status();
const bytesPerUser = ((await heapUsed()) - before) / USERS;
console.log(JSON.stringify({ outcomes, slowestMs, bytesPerUser, state }));
await connect.close();
