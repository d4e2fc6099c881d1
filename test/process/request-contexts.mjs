/**
 * Counts the `AsyncLocalStorage` stores of requests that are still in memory once the requests are over, though tokens, failures and
 * secrets stay remembered. Needs --expose-gc.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createLinxo } from '@linxo-guard/core';

const requests = new AsyncLocalStorage();
const seen = [];
const tellContext = (value) => async () => {
  seen.push(requests.getStore() !== undefined);
  return value;
};
const body = JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 });
let aheadMs = 0;
const answers = (url, init) => {
  const name = new URLSearchParams(init.body).get('username') ?? '';
  if (name.startsWith('refused')) return new Response('{"error":"invalid_grant"}', { status: 400 });
  if (name.startsWith('failing')) return new Response('', { status: 500 });
  if (name.startsWith('broken')) throw new Error('broken');
  return new Response(body);
};
const connect = createLinxo({
  environment: 'sandbox',
  clientId: 'client',
  clientSecret: tellContext('secret'),
  fetch: async (url, init) => answers(url, init),
  timeoutMs: 200,
  policy: { retryDelayMs: 1, refreshJitterRatio: 0, serverFailures: 1_000 },
  clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() + aheadMs },
});

// Node loads its own parts of fetch when they are first used.
await new Response(body).text();

const contexts = [];
/** Runs a request with a store of its own, and remembers the store weakly. */
function request(work) {
  const store = { bytes: new Uint8Array(1_000) };
  contexts.push(new WeakRef(store));
  return requests.run(store, async () => {
    try {
      return await work();
    } catch (error) {
      return error.code;
    }
  });
}
const of = (username, password = tellContext('password')) => ({
  subject: { username, password },
  scopes: ['accounts_read'],
});
const token = (wanted) => request(() => connect.tokens.getAccessToken(wanted));
const never = () => new Promise(() => {});
const leaving = () => AbortSignal.timeout(1);

const outcomes = {};
for (const [kind, wanted] of Object.entries({
  cold: (index) => token(of(`user-${index}`)),
  warm: (index) => token(of(`user-${index}`)),
  joined: (index) => Promise.all([token(of(`joined-${index}`)), token(of(`joined-${index}`))]),
  refused: (index) => token(of(`refused-${index}`)),
  failing: (index) => token(of(`failing-${index}`)),
  broken: (index) => token(of(`broken-${index}`)),
  hung: (index) => token(of(`hung-${index}`, never)),
  aborted: (index) => token({ ...of(`aborted-${index}`, never), signal: leaving() }),
  client: () => token({ subject: 'client', scopes: ['users_create'] }),
  refreshed: (index) => ((aheadMs = 3_400_000), token(of(`user-${index}`))),
})) {
  const told = await Promise.all(Array.from({ length: 20 }, (_, index) => wanted(index)));
  outcomes[kind] = [
    ...new Set(told.flat().map((outcome) => (typeof outcome === 'object' ? 'token' : String(outcome)))),
  ];
}
for (let round = 0; round < 10; round++) {
  await new Promise((resolve) => setTimeout(resolve, 30));
  globalThis.gc();
}
console.log(
  JSON.stringify({
    outcomes,
    ranInContext: seen.every(Boolean),
    kept: contexts.flatMap((context, index) => (context.deref() === undefined ? [] : index)),
    requests: contexts.length,
    subjects: connect.stats().subjects,
  }),
);
