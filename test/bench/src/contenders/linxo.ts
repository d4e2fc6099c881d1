/** Makes Linxo instances whose token endpoint answers inside this process, so that nothing but our code is timed. */
import { createLinxo, type Linxo, type LinxoOptions, type ResourceOwner } from '@linxo-guard/core';

/** Tokens of Linxo have this many characters. */
export const TOKEN_LENGTH = 341;

/** Every token request is granted what it asks for, or the scope that is given. */
export function instantLinxo(options: Partial<LinxoOptions> = {}, grantedScope?: string): Linxo {
  let issued = 0;
  const answer = () => {
    const body = {
      access_token: String(issued++).padEnd(TOKEN_LENGTH, 'x'),
      token_type: 'Bearer',
      expires_in: 3600,
      ...(grantedScope === undefined ? {} : { scope: grantedScope }),
    };
    return new Response(JSON.stringify(body));
  };
  return createLinxo({
    environment: 'sandbox',
    clientId: 'client',
    clientSecret: 'secret',
    fetch: () => Promise.resolve(answer()),
    ...options,
  });
}

/** Makes a user as an application does from its session, with the password as text or as a function. */
export function userNumber(index: number, password: 'text' | 'function'): ResourceOwner {
  const text = `password-of-${index}`;
  return { username: `user-${index}@example.org`, password: password === 'text' ? text : () => text };
}
