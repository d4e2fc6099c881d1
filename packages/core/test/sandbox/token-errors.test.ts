/** Tests each error of RFC 6749 section 5.2 with a request that causes it. */

import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, type Sandbox } from '../../src/sandbox/index.ts';
import { basic, passwordForm, postForm, sandboxForTest } from './helpers.ts';

type Form = Record<string, string>;

const CLIENT_FORM: Form = { grant_type: 'client_credentials', scope: 'users_create' };

function clientBasic({ options }: Sandbox): Record<string, string> {
  return basic(options.clientId, options.clientSecret);
}

function without(form: Form, name: string): Form {
  return Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));
}

const REFUSALS: Readonly<Record<string, readonly [number, string, (sandbox: Sandbox) => Promise<Response>]>> = {
  'no client authentication': [400, 'invalid_client', (sandbox) => postForm(sandbox, CLIENT_FORM)],
  'a wrong secret in Basic': [
    401,
    'invalid_client',
    (sandbox) => postForm(sandbox, CLIENT_FORM, basic('linxo-sandbox-client', 'no')),
  ],
  'an Authorization header that is not Basic': [
    401,
    'invalid_client',
    (sandbox) => postForm(sandbox, CLIENT_FORM, { authorization: 'Bearer x' }),
  ],
  'a wrong secret in the body': [
    400,
    'invalid_client',
    (sandbox) => postForm(sandbox, { ...passwordForm(sandbox, 'profile'), client_secret: 'no' }),
  ],
  'both ways of client authentication at once': [
    400,
    'invalid_request',
    (sandbox) => postForm(sandbox, passwordForm(sandbox, 'profile'), clientBasic(sandbox)),
  ],
  'another client_id beside Basic': [
    400,
    'invalid_request',
    (sandbox) => postForm(sandbox, { ...CLIENT_FORM, client_id: 'other' }, clientBasic(sandbox)),
  ],
  'no grant_type': [400, 'invalid_request', (sandbox) => postForm(sandbox, { scope: 'profile' }, clientBasic(sandbox))],
  'an empty grant_type': [
    400,
    'invalid_request',
    (sandbox) => postForm(sandbox, { grant_type: '' }, clientBasic(sandbox)),
  ],
  'an unknown grant_type': [
    400,
    'unsupported_grant_type',
    (sandbox) => postForm(sandbox, { grant_type: 'refresh_token' }, clientBasic(sandbox)),
  ],
  'a parameter that was sent twice': [
    400,
    'invalid_request',
    (sandbox) => postForm(sandbox, 'grant_type=client_credentials&scope=openid&scope=profile', clientBasic(sandbox)),
  ],
  'parameters in the URL': [
    400,
    'invalid_request',
    ({ authorizationServer }) =>
      fetch(`${authorizationServer}/token?grant_type=x`, { method: 'POST', body: new URLSearchParams(CLIENT_FORM) }),
  ],
  'a JSON body': [
    400,
    'invalid_request',
    ({ authorizationServer }) =>
      fetch(`${authorizationServer}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(CLIENT_FORM),
      }),
  ],
  'a wrong password': [
    400,
    'invalid_grant',
    (sandbox) => postForm(sandbox, { ...passwordForm(sandbox, 'profile'), password: 'correct-horse-camille ' }),
  ],
  'an unknown user': [
    400,
    'invalid_grant',
    (sandbox) => postForm(sandbox, { ...passwordForm(sandbox, 'profile'), username: 'nobody@example.org' }),
  ],
  'another provider': [
    400,
    'invalid_request',
    (sandbox) => postForm(sandbox, { ...passwordForm(sandbox, 'profile'), provider: 'linxoConnect' }),
  ],
  'an unknown scope': [
    400,
    'invalid_scope',
    (sandbox) => postForm(sandbox, passwordForm(sandbox, 'profile acounts_read')),
  ],
  'a malformed scope': [400, 'invalid_scope', (sandbox) => postForm(sandbox, passwordForm(sandbox, 'profile  openid'))],
  'only scopes that the user may not have': [
    400,
    'invalid_scope',
    (sandbox) => postForm(sandbox, passwordForm(sandbox, 'connections_sync', SANDBOX_USERS.mehdi)),
  ],
};

describe('the token endpoint', () => {
  it.each(Object.entries(REFUSALS))('refuses %s', async (_title, [status, error, ask]) => {
    const sandbox = await sandboxForTest();
    const response = await ask(sandbox);
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="linxo-sandbox"' : null);
    expect(await response.json()).toEqual({ error, error_description: expect.any(String) });
    expect(sandbox.log.tokenRequests[0]).toMatchObject({ status, scopeGranted: undefined });
  });

  it.each(['grant_type', 'client_id', 'client_secret', 'username', 'password', 'provider'])(
    'names %s where the password grant lacks it',
    async (name) => {
      const sandbox = await sandboxForTest();
      const response = await postForm(sandbox, without(passwordForm(sandbox, 'profile'), name));
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: 'invalid_request',
        error_description: `Missing parameter: ${name}`,
      });
    },
  );

  it('takes no method but POST', async () => {
    const { authorizationServer } = await sandboxForTest();
    const response = await fetch(`${authorizationServer}/token`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('refuses a grant that the client has no scopes for as unauthorized_client', async () => {
    const sandbox = await sandboxForTest({ clientScopes: { client_credentials: ['users_create'] } });
    const response = await postForm(sandbox, passwordForm(sandbox, 'profile'));
    expect(await response.json()).toMatchObject({ error: 'unauthorized_client' });
  });
});
