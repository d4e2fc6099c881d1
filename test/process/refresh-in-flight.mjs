/**
 * Its work is done while a refresh is under way in the background, at a server that answers the first request only. It ends by itself,
 * without close().
 */
import { createLinxo } from '@linxo-guard/core';

const url = process.argv[2];
let aheadMs = 0;
const connect = createLinxo({
  environment: { authorizationServer: url, api: url },
  clientId: 'client',
  clientSecret: 'secret',
  policy: { refreshJitterRatio: 0, attemptTimeoutMs: 500 },
  clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() + aheadMs },
});
const wanted = { subject: 'client', scopes: ['users_create'] };
const first = await connect.tokens.getAccessToken(wanted);
aheadMs = 3_400_000;
console.log(JSON.stringify({ isServed: connect.tokens.peek(wanted) === first }));
