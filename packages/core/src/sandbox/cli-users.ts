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
    return check('it holds', USERS_SCHEMA, JSON.parse(readFileSync(file, 'utf8').replace(BYTE_ORDER_MARK, '')));
  } catch (error) {
    throw new UsageError(`--users ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
