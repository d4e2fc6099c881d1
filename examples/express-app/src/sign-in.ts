/** Finds out who is signed in. Replace this file with your own sessions: the rest needs only the exported function. */
import type { ResourceOwner } from '@linxo-guard/core';

/**
 * Returns the Linxo credentials of the user who sends a request, or `undefined` if nobody is signed in.
 *
 * This template takes them from HTTP Basic, so that it can be tried with `curl -u`. A real application stores them encrypted
 * with its users and finds them by its session. Its `password` is a function that decrypts the password and is called only when
 * a token has to be fetched.
 */
export function credentialsOf(authorization: string | undefined): ResourceOwner | undefined {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return username !== '' && password.join(':') !== '' ? { username, password: password.join(':') } : undefined;
}
