/** The floor of a password that is text: one SHA-256 of it, under a key, so that a wrong one never finds the right one's token. */
import { createHash, hash } from 'node:crypto';
import type { ResourceOwner } from '@linxo-guard/core';

const KEY = createHash('sha256').update('key').digest('hex');

/** The hash of a user's password. One that is a function is not asked. */
export function hashPassword({ username, password }: ResourceOwner): string {
  return hash('sha256', KEY + username + String(password), 'binary');
}
