/** Parses the command line of `linxo-sandbox`. */
import { parseArgs } from 'node:util';

export const USAGE = `Usage: linxo-sandbox [options]

Starts a stand-in for Linxo Connect on 127.0.0.1, and prints how to reach it.

  --port <n>             the authorization server listens on n, the API on n+1, the widgets on n+2
                         (default: any free ports)
  --client-id <id>       the client's id
  --client-secret <text> the client's secret
  --lifetime <seconds>   how long access tokens live (default: 3600)
  --json                 print one line of JSON instead of text
  --help                 print this`;

export interface CliOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly port: number | undefined;
  readonly lifetimeSeconds: number | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/** Thrown if the command line is invalid. The message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function readCliOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    // The sandbox needs three consecutive ports.
    port: wholeNumber('--port', values.port, 1, 65_533),
    lifetimeSeconds: wholeNumber('--lifetime', values.lifetime, 1, 1_000_000_000),
    clientId: nonEmpty('--client-id', values['client-id']),
    clientSecret: nonEmpty('--client-secret', values['client-secret']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        lifetime: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string | undefined, from: number, to: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to) {
    throw new UsageError(`${name} must be a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`);
  }
  return value;
}

function nonEmpty(name: string, text: string | undefined): string | undefined {
  if (text === '') throw new UsageError(`${name} must not be empty`);
  return text;
}
