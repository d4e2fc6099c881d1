#!/usr/bin/env node
/** The command `linxo-sandbox` starts a sandbox, prints how to reach it, and runs until it is interrupted. */

import { USAGE } from './cli-flags.ts';
import { readCliOptions } from './cli-options.ts';
import { jsonFor, textFor } from './cli-text.ts';
import { OPTION_FACTS } from './options-facts.ts';
import { startSandbox } from './start-sandbox.ts';
import { UsageError } from './usage-error.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function run(args: readonly string[]): Promise<void> {
  const { help, json, log, sandbox: options } = readCliOptions(args);
  if (help) return print(USAGE);
  const sandbox = await startSandbox({ ...options, ...(log ? { onRequest: print } : {}) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  print(json ? jsonFor(sandbox, options) : textFor(sandbox, options));
}

// Whoever reads the output may end before, as `head` does; the sandbox goes on.
process.stdout.on('error', () => {});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown): void {
  const isUsage = error instanceof UsageError || error instanceof TypeError;
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAILED;
  process.stderr.write(
    `linxo-sandbox: ${explain(error)}\n${isUsage ? '\nlinxo-sandbox --help lists the options.\n' : ''}`,
  );
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address, hostname } = error as NodeJS.ErrnoException &
    Partial<Record<'port' | 'address' | 'hostname', string>>;
  switch (code) {
    case 'EADDRINUSE':
      return `the port ${port} is in use; choose another with --port, or leave it out`;
    case 'EACCES':
      return `the port ${port} may not be used without privileges; choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `--host ${address ?? hostname} is no address of this machine`;
    default:
      return withFlags(error.message);
  }
}

/** Returns a message about options with the flags that set them. */
function withFlags(message: string): string {
  const facts: Readonly<Record<string, { readonly is: string; readonly flag?: string }>> = OPTION_FACTS;
  return message
    .replace(/(^startSandbox: |; )(\w+)(?:\.\d+)?: /g, (whole, before: string, name: string) => {
      const flag = Object.hasOwn(facts, name) ? facts[name]?.flag : undefined;
      return flag === undefined ? whole : `${before}${flag}: `;
    })
    .replace(/^startSandbox: /, '');
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  fail(error);
}
