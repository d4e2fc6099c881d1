// Python programs get tokens from the sandbox with their own libraries, and control it over HTTP.
import { describe, expect, it } from 'vitest';
import { CLIENTS, sandboxWith, USER, type ClientName } from './credentials.ts';
import { hasPythonClients, runPython } from './python.ts';

const isSkipped = !hasPythonClients && process.env['CI'] !== 'true';

describe.skipIf(isSkipped)('Python', () => {
  it.each(
    (Object.keys(CLIENTS) as ClientName[]).flatMap((name) => [
      { name, utf8: true },
      { name, utf8: false },
    ]),
  )(
    'gets tokens by both flows with $name (encoded as UTF-8: $utf8), and is told what was refused',
    async ({ name, utf8 }) => {
      const sandbox = await sandboxWith(name);
      const { clientId, clientSecret } = sandbox.options;
      const { username, password } = USER;
      const { authorizationServer, api } = sandbox;
      const given = { authorizationServer, api, clientId, clientSecret, username, password, utf8 };
      const wanted = {
        client: 200,
        user: 200,
        'wrong secret': 'invalid_client',
        'wrong password': 'invalid_grant',
        'wrong scope': 'invalid_scope',
      };
      expect(await runPython('oauth_clients.py', given)).toMatchObject({
        'requests-oauthlib': { ...wanted, 'wrong secret': expect.stringContaining('invalid_client') },
        'authlib, Basic': wanted,
        'authlib, body': wanted,
      });
    },
  );

  it('asks for a fault, changes what a user may have, and reads the log', async () => {
    const sandbox = await sandboxWith('the default credentials');
    const { clientId, clientSecret } = sandbox.options;
    const { username, password } = USER;
    const given = { authorizationServer: sandbox.authorizationServer, clientId, clientSecret, username, password };
    expect(await runPython('control_program.py', given)).toEqual({
      planned: [201, 1],
      answers: [
        [503, '30'],
        [200, 'profile'],
        [200, 'profile'],
      ],
      log: [
        [503, 'profile', null, '***'],
        [200, 'profile', 'profile', '***'],
        [200, 'profile accounts_read', 'profile', '***'],
      ],
      refused: expect.stringContaining('There is no fault of the kind "hangs"; the kinds are: status'),
      reset: 204,
    });
    expect(sandbox.log.tokenRequests).toEqual([]);
  });
});
