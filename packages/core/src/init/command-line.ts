/** Parses the command line of an adapter's command. */
import { parseArgs } from 'node:util';
import { InitUsageError } from './init-error.ts';

/** The work that a command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'init'; readonly folder: string };

/** The words that a person types to run the command. */
export interface CommandName {
  /** The command without its folder, such as `npx @linxo-guard/koa init`. */
  readonly invocation: string;
  /** The name of the adapter's package. */
  readonly packageName: string;
}

export function usageOf({ invocation, packageName }: CommandName): string {
  return `Usage: ${invocation} <folder>

Makes an application on Linxo Connect, to start from, in a folder that is new or empty. It asks nothing, and sends no request.

  --help     print this
  --version  print the version of ${packageName}`;
}

/** @throws InitUsageError that says what is wrong, and what to write */
export function readCommandLine(args: readonly string[], { invocation }: CommandName): Request {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, folder, ...rest] = positionals;
  if (command === undefined) throw new InitUsageError(`no command is given: write ${invocation} my-app`);
  if (command !== 'init') {
    throw new InitUsageError(`there is no command ${quoted(command)}: write ${invocation} ${folder ?? command}`);
  }
  if (folder === undefined) throw new InitUsageError(`no folder is named: write ${invocation} my-app`);
  if (folder.trim() === '') throw new InitUsageError(`the name of the folder is empty: write ${invocation} my-app`);
  if (folder.includes('\0')) throw new InitUsageError('the name of the folder has a null character in it');
  if (rest.length > 0) {
    const names = [folder, ...rest].map(quoted).join(' and ');
    throw new InitUsageError(
      `one folder is made at a time, and ${names} are named; put quotes around a name with spaces`,
    );
  }
  return { kind: 'init', folder };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } },
    });
  } catch (error) {
    // Node's message goes on to explain how to pass an argument that begins with a hyphen.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new InitUsageError(`${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
