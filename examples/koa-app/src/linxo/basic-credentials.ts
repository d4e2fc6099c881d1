/** Reads Linxo credentials from HTTP Basic, so that the JSON routes can be tried with `curl -u`. Only for trying out: `API_BASIC`. */
import type { ResourceOwner } from '@linxo-guard/core';

/** Returns the credentials in an `Authorization` header, or `undefined` if it has none. */
export function basicCredentials(authorization: string | undefined): ResourceOwner | undefined {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return username !== '' && password.join(':') !== '' ? { username, password: password.join(':') } : undefined;
}
