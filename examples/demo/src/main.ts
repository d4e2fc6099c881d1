/**
 * `npm start` runs the two application templates, on the embedded sandbox or on the environment that the variables name.
 */
import type { Server } from 'node:http';
import { createLinxo, linxoOptionsFromEnv } from '@linxo-guard/core';
import { type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import { createApp as createExpressApp } from '@linxo-guard/example-express-app';
import { createApp as createKoaApp } from '@linxo-guard/example-koa-app';
import { closed, type RunningApp, run } from './running-app.ts';
import { printCurlExamples, printWhatRuns } from './print.ts';
import { showMainJob } from './show-main-job.ts';

const once = process.argv.includes('--once');
const sandbox = process.env['LINXO_CLIENT_ID'] ? undefined : await startSandbox();
const options = sandbox?.options ?? linxoOptionsFromEnv(process.env);

// Each app has its own Linxo instance and its own tokens, as if they were two applications.
const koa = { connect: createLinxo(options), name: 'Koa', port: 3000 };
const express = { connect: createLinxo(options), name: 'Express', port: 3001 };
const apps: readonly RunningApp[] = [
  await run(koa, createKoaApp(koa.connect).callback(), once),
  await run(express, createExpressApp(express.connect), once),
];

printWhatRuns(apps, sandbox);
const isAsExpected = sandbox ? await showMainJob(apps, sandbox) : true;
if (once) {
  process.exitCode = isAsExpected ? 0 : 1;
  await stop(apps, sandbox);
} else {
  printCurlExamples(apps, sandbox);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(apps, sandbox));
}

async function stop(running: readonly RunningApp[], authority: Sandbox | undefined): Promise<void> {
  await Promise.all(running.map(({ server }: { server: Server }) => closed(server)));
  await Promise.all(running.map(({ connect }) => connect.close()));
  await authority?.close();
}
