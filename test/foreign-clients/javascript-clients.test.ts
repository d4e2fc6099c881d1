// The sandbox takes the token requests of the OAuth libraries that JavaScript programs use.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLIENTS, sandboxWith, statusOf, USER, type ClientName } from './credentials.ts';
import { JAVASCRIPT_CLIENTS } from './javascript-clients.ts';

describe.each(Object.entries(JAVASCRIPT_CLIENTS))('%s', (name, client) => {
  async function setUp(credentials: ClientName) {
    const sandbox = await sandboxWith(credentials);
    if (name.includes('JSON')) sandbox.rules.tokenBody = 'any';
    const { clientId, clientSecret } = sandbox.options;
    return { sandbox, clientId, clientSecret };
  }

  // This library takes the characters of RFC 6749 appendix A only.
  const names = (Object.keys(CLIENTS) as ClientName[]).filter(
    (one) => !(name.startsWith('simple') && one.startsWith('umlauts')),
  );

  it.each(names)('gets tokens by both flows with %s', async (credentials) => {
    const call = await setUp(credentials);
    const forClient = await client.clientToken({ ...call, scope: 'users_create' });
    expect(await statusOf(call.sandbox, forClient, '/categories')).toBe(200);
    const { username, password } = USER;
    const forUser = await client.userToken({ ...call, scope: 'profile accounts_read', username, password });
    expect(await statusOf(call.sandbox, forUser)).toBe(200);
    expect(call.sandbox.log.tokenRequests).toMatchObject([
      { grantType: 'client_credentials', scopeGranted: 'users_create' },
      { grantType: 'password', username, scopeGranted: 'profile accounts_read' },
    ]);
  });

  it('is told what was refused: the client, the password, the scope', async () => {
    const call = await setUp('the default credentials');
    const { username, password } = USER;
    const refused = [
      ['invalid_client', client.clientToken({ ...call, clientSecret: 'wrong', scope: 'users_create' })],
      ['invalid_grant', client.userToken({ ...call, scope: 'profile', username, password: 'wrong' })],
      ['invalid_scope', client.userToken({ ...call, scope: 'everything', username, password })],
    ] as const;
    const said = await Promise.all(
      refused.map(([, token]) => token.then(String, (error: unknown) => inspect(error, { depth: 6 }))),
    );
    // Where the answer has a challenge, two of the libraries show that in place of the body.
    for (const [index, [code]] of refused.entries()) {
      expect(said[index]).toMatch(code === 'invalid_client' ? /invalid_client|OAUTH_WWW_AUTHENTICATE_CHALLENGE/ : code);
    }
  });
});
