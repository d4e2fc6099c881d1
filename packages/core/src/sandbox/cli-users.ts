/** Reads the file of users that the command line names. */
import { readFileSync } from 'node:fs';
import { check } from './check.ts';
import { USERS_SCHEMA } from './options-schema.ts';
import type { UserSeed } from './seed/sandbox-users.ts';
import { UsageError } from './usage-error.ts';

/** Some editors begin a file with it. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** Returns the users in a JSON file. Throws a `UsageError` that says what is wrong with it. */
export function readUsers(file: string): readonly UserSeed[] {
  try {
    const text = readFileSync(file, 'utf8').replace(BYTE_ORDER_MARK, '');
    return check(`--users ${file}`, USERS_SCHEMA, parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.startsWith('--users') ? message : `--users ${file}: ${message}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
