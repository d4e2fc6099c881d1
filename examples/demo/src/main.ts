/**
 * `npm start` runs the two application templates, on the embedded sandbox or on the environment that the variables name.
 */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { linxoOptionsFromEnv } from '@linxo-guard/core';
import { type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import * as express from '@linxo-guard/example-express-app';
import * as koa from '@linxo-guard/example-koa-app';
import { closed, type RunningApp, run } from './running-app.ts';
import { printNextSteps, printWhatRuns } from './print.ts';
import { showMainJob } from './show-main-job.ts';

const once = process.argv.includes('--once');
const sandbox = process.env['LINXO_CLIENT_ID'] ? undefined : await startSandbox();
const options = sandbox?.options ?? linxoOptionsFromEnv(process.env);

const env = { DATABASE_URL: 'file::memory:', PASSWORD_KEYS: newKey(), API_BASIC: 'true', LOG_LEVEL: 'error' };

// Each application has its own Linxo instance, its own tokens and its own database, as if they were two.
const apps: readonly RunningApp[] = [
  await run({ name: 'Koa', port: 3000, app: koa, env, options, sandbox }, once),
  await run({ name: 'Express', port: 3001, app: express, env, options, sandbox }, once),
];

printWhatRuns(apps, sandbox);
const isAsExpected = sandbox ? await showMainJob(apps, sandbox) : true;
if (once) {
  process.exitCode = isAsExpected ? 0 : 1;
  await stop(apps, sandbox);
} else {
  printNextSteps(apps, sandbox);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(apps, sandbox));
}

async function stop(running: readonly RunningApp[], authority: Sandbox | undefined): Promise<void> {
  await Promise.all(running.map(({ server }: { server: Server }) => closed(server)));
  await Promise.all(running.map(({ services }) => services.close()));
  await authority?.close();
}

function newKey(): string {
  return `demo:${randomBytes(32).toString('base64url')}`;
}
