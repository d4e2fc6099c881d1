/** The floor of a password that is text: one SHA-256 of it, under a key of 16 bytes, so that a wrong one never finds the right one's token. */
import { hash, randomBytes } from 'node:crypto';
import type { ResourceOwner } from '@linxo-guard/core';

const KEY = randomBytes(16).toString('hex');

/** The hash of a user's password. One that is a function is not asked. */
export function hashPassword({ password }: ResourceOwner): string {
  return hash('sha256', KEY + String(password), 'binary');
}
