/** Loads an application while its token is replaced, and prints what its callers noticed: `node rollover.js [lifetime, …]`. */
import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { guardedApplication } from '../contenders/applications.ts';
import { serveOnLoopback } from '../measure/loopback.ts';
import { argsOf, output, outputOf } from '../measure/output-of.ts';

const [lifetimeSeconds, delayMs, policy, ...load] = argsOf<[number, number, object, ...unknown[]]>();

const sandbox = await startSandbox({ wire: { lifetimeSeconds } });
sandbox.faults.always('token', { kind: 'slow', delayMs });
const connect = createLinxo({ ...sandbox.options, policy });
const { username, password } = SANDBOX_USERS.camille;
const url = await serveOnLoopback(
  guardedApplication('Express', connect, () => ({ username, password: () => password })),
);
const noticed = await outputOf<object>('load', url, ...load);
output({ ...noticed, tokenRequests: sandbox.log.tokenRequests.length });
