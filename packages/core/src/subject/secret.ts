/** Secrets that an application gives as a string, or as a function that is asked when they are needed. */
import { hash, randomBytes } from 'node:crypto';
import { InvalidConfiguration } from '../errors/errors.ts';

/** A string, or a function (may be async) that gives it when it is needed. */
export type Secret = string | (() => string | Promise<string>);

/**
 * The secret itself.
 *
 * @param name what it is, for the message
 * @throws InvalidConfiguration when a function gives anything but a non-empty string; what it throws, as it is
 */
export async function revealSecret(secret: Secret, name: string): Promise<string> {
  if (typeof secret === 'string') return secret;
  const revealed: unknown = await secret();
  if (typeof revealed === 'string' && revealed !== '') return revealed;
  throw new InvalidConfiguration([`${name} is a function that did not give a non-empty string.`]);
}

/**
 * A secret prefix of fixed length: SHA-256 is keyed well enough by it here, because no digest leaves the process. With 16 bytes
 * of it, a password of up to 23 characters is one block. As text, because hashing a string is faster than hashing a buffer.
 */
const FINGERPRINT_KEY = randomBytes(16).toString('hex');

/** Tells whether two secrets are the same, without keeping either. Means nothing outside this process. */
export function fingerprint(secret: string): string {
  return hash('sha256', FINGERPRINT_KEY + secret, 'binary');
}
