#!/usr/bin/env node
/** The command `linxo-sandbox` starts a sandbox, prints how to reach it, and runs until it is interrupted. */

import { readCliOptions, USAGE, UsageError, type CliOptions } from './cli-options.ts';
import { jsonFor, textFor } from './cli-text.ts';
import { DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET } from './options.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './start-sandbox.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function start({ port, lifetimeSeconds, clientId, clientSecret }: CliOptions): Promise<Sandbox> {
  return startSandbox({
    clientId: clientId ?? DEFAULT_CLIENT_ID,
    clientSecret: clientSecret ?? DEFAULT_CLIENT_SECRET,
    ...(port === undefined ? {} : { ports: { authorizationServer: port, api: port + 1, widgets: port + 2 } }),
    ...(lifetimeSeconds === undefined ? {} : { wire: { lifetimeSeconds } }),
  });
}

async function run(args: readonly string[]): Promise<void> {
  const options = readCliOptions(args);
  if (options.help) return print(USAGE);
  const sandbox = await start(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  print(options.json ? jsonFor(sandbox) : textFor(sandbox));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown): void {
  const isUsage = error instanceof UsageError;
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAILED;
  process.stderr.write(`linxo-sandbox: ${explain(error)}\n${isUsage ? `\n${USAGE}\n` : ''}`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? String(error.port) : 'that it was given';
    return `the port ${port} is in use; choose another with --port, or leave it out`;
  }
  return error.message;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  fail(error);
}
