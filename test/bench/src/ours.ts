/** Ours, ready to be measured: instances whose token endpoint answers in this process, so that nothing but our code is timed. */
import { createLinxo, type Linxo, type LinxoOptions, type ResourceOwner } from '@linxo-guard/core';

const TOKEN_LENGTH = 341;

/** An instance whose token requests are answered at once, with the scopes that are asked for or those given. */
export function instantLinxo(grantedScope?: string, options: Partial<LinxoOptions> = {}): Linxo {
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

export const CLIENT_TOKEN = { subject: 'client', scopes: ['users_create'] } as const;

/** Users as an application makes them of its session: the password as text, or as a function. */
export function userNumber(index: number, password: 'text' | 'function'): ResourceOwner {
  const text = `password-of-${index}`;
  return { username: usernameOf(index), password: password === 'text' ? text : () => text };
}

export function usernameOf(index: number): string {
  return `user-${index}@example.org`;
}
