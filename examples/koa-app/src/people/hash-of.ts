/** Hashes what is looked up in the database and is not to be read in it. */
import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a text. It has one length, whatever somebody typed. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
