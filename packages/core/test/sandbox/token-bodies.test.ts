/** Tests what token requests and calls the sandbox takes beyond Linxo's documentation, because clients that shipped send them. */
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { call, passwordForm, postForm, sandboxForTest, userToken } from './helpers.ts';

describe('a token request in JSON', () => {
  async function post(body: string, tokenBody: 'form' | 'any' = 'any') {
    const sandbox = await sandboxForTest({ rules: { tokenBody } });
    const headers = { 'content-type': 'application/json;charset=utf-8' };
    const response = await fetch(`${sandbox.authorizationServer}/token`, { method: 'POST', headers, body });
    return { sandbox, status: response.status, answer: (await response.json()) as Record<string, unknown> };
  }

  const form = async (): Promise<Record<string, string>> => passwordForm(await sandboxForTest(), 'profile');

  it('is refused by default, as the documentation knows forms only', async () => {
    const { status, answer } = await post(JSON.stringify(await form()), 'form');
    expect({ status, ...answer }).toMatchObject({
      status: 400,
      error: 'invalid_request',
      error_description: 'The content type of the body must be application/x-www-form-urlencoded',
    });
  });

  it('is taken where the rules say so, and stands in the log like a form', async () => {
    const { sandbox, status, answer } = await post(JSON.stringify({ ...(await form()), unused: null, empty: '' }));
    expect({ status, ...answer }).toMatchObject({ status: 200, scope: 'profile' });
    expect(sandbox.log.tokenRequests).toMatchObject([
      { username: SANDBOX_USERS.camille.username, clientAuthentication: 'client_secret_post', scopeAsked: 'profile' },
    ]);
  });

  it.each(['', 'null', '[]', '"text"', '{', '{"grant_type": 1}', '{"grant_type": ["password"]}'])(
    'is an invalid request as %j',
    async (body) => {
      const { status, answer } = await post(body);
      expect({ status, ...answer }).toMatchObject({
        status: 400,
        error: 'invalid_request',
        error_description: 'The body must be a JSON object whose values are texts',
      });
    },
  );

  it('can be the target of a fault by its parameters', async () => {
    const sandbox = await sandboxForTest({ rules: { tokenBody: 'any' } });
    sandbox.faults.always({ token: { username: SANDBOX_USERS.camille.username } }, { kind: 'empty403' });
    const response = await fetch(`${sandbox.authorizationServer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(passwordForm(sandbox, 'profile')),
    });
    expect(response.status).toBe(403);
  });
});

describe('the provider', () => {
  it('may be one of several, and a refusal names them', async () => {
    const sandbox = await sandboxForTest({ rules: { provider: ['connect', 'linxoConnect'] } });
    const statusWith = async (provider: string): Promise<Response> =>
      postForm(sandbox, { ...passwordForm(sandbox, 'profile'), provider });
    expect((await statusWith('connect')).status).toBe(200);
    expect((await statusWith('linxoConnect')).status).toBe(200);
    expect(await (await statusWith('other')).json()).toMatchObject({
      error: 'invalid_request',
      error_description: 'provider must be connect or linxoConnect',
    });
  });

  it('is in the options for createLinxo where it is not the default', async () => {
    expect(Object.keys((await sandboxForTest()).options)).not.toContain('provider');
    const sandbox = await sandboxForTest({ rules: { provider: ['linxoConnect', 'connect'] } });
    expect(sandbox.options.provider).toBe('linxoConnect');
  });
});

describe("x-linxo-user-id with a user's own token", () => {
  it('changes nothing if it names the user, and is refused if it names another', async () => {
    const sandbox = await sandboxForTest();
    const [camille, mehdi] = [sandbox.user(SANDBOX_USERS.camille.username), sandbox.user(SANDBOX_USERS.mehdi.username)];
    const token = await userToken(sandbox, 'accounts_read');
    const status = async (id: string, scope: string): Promise<number> =>
      (await call(sandbox, token, '/accounts', { headers: { 'x-linxo-user-id': id, 'x-scope': scope } })).status;
    expect(await status(camille.id, 'accounts_read transactions_read')).toBe(200);
    expect(await status(camille.id, '')).toBe(200);
    expect(await status(mehdi.id, 'accounts_read')).toBe(403);
  });
});
