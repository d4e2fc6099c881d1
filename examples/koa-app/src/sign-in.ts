/** Who is signed in. Replace this file by your own sessions: all that the rest needs is the function at its end. */
import type { ResourceOwner } from '@linxo-guard/core';

/**
 * The Linxo credentials of the user that a request is made for, or `undefined` where nobody is signed in.
 *
 * To be tried with `curl -u`, this template has them sent along as HTTP Basic. An application keeps them encrypted with its
 * user, finds them by its session, and gives `password` as a function that decrypts it: it is called only when a token has to
 * be fetched.
 */
export function credentialsOf(authorization: string | undefined): ResourceOwner | undefined {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return username !== '' && password.join(':') !== '' ? { username, password: password.join(':') } : undefined;
}
