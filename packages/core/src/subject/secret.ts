/** Secrets that an application gives as a string, or as a function that is called when they are needed. */
import { hash, randomBytes } from 'node:crypto';
import { InvalidConfiguration } from '../errors/errors.ts';

/** A string, or a function (may be async) that gives it when it is needed. */
export type Secret = string | (() => string | Promise<string>);

/**
 * Returns the secret, calling the function where it is one.
 *
 * @param name the option's name, for the message
 * @throws InvalidConfiguration when a function gives anything but a non-empty string; what the function throws, as it is
 */
export async function revealSecret(secret: Secret, name: string): Promise<string> {
  if (typeof secret === 'string') return secret;
  const revealed: unknown = await secret();
  if (typeof revealed === 'string' && revealed !== '') return revealed;
  throw new InvalidConfiguration([`${name} is a function that did not give a non-empty string.`]);
}

/**
 * A secret prefix of fixed length. It keys SHA-256 well enough here, because no digest leaves the process. A string of 32 characters
 * leaves room for a password of 23 in the first block of the hash.
 */
const FINGERPRINT_KEY = randomBytes(16).toString('hex');

/** Returns a fingerprint that tells whether two secrets are equal without keeping either. It is valid in this process only. */
export function fingerprint(secret: string): string {
  return hash('sha256', FINGERPRINT_KEY + secret, 'binary');
}
