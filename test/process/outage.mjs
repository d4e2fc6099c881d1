/**
 * Runs during an outage without calls, so that its refresh fails in the background. It then has no more work and exits by
 * itself.
 */
import { createLinxo } from '@linxo-guard/core';
import { startSandbox } from '@linxo-guard/core/sandbox';

const sandbox = await startSandbox();
let aheadMs = 0;
const connect = createLinxo({
  ...sandbox.options,
  policy: { refreshJitterRatio: 0 },
  clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() + aheadMs },
});
const wanted = { subject: 'client', scopes: ['users_create'] };
const first = await connect.tokens.getAccessToken(wanted);
sandbox.faults.always('token', { kind: 'reset' });
aheadMs = 3_400_000;
const during = connect.tokens.peek(wanted);
await sandbox.log.waitFor((log) => log.tokenRequests.length >= 2);
await sandbox.close();
console.log(JSON.stringify({ isSame: first === during, status: connect.status() }));
