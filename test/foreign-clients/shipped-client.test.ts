// A client that shipped against the real Linxo sends its token requests in JSON, with its own provider. Its whole flow works here too.
import { startSandbox } from '@linxo-guard/core/sandbox';
import { expect, it, onTestFinished } from 'vitest';

const PROVIDER = 'linxoConnect';
const USER = { email: 'shipped-client@example.org', password: 'derived-from-the-user-id' };
const SCOPE = 'profile profile_edit accounts_manage connections_manage connections_sync transactions_read';

interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

interface Session {
  readonly _links: Readonly<Record<string, string>>;
}

async function send<T>(url: string, method = 'GET', json?: object, headers = {}): Promise<Answer<T>> {
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...body });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
}

it('the flow of a client that shipped works from the creation of a user to its deletion', async () => {
  // A synchronization ends when the test says so.
  const synchronization = { durationMs: Number.POSITIVE_INFINITY };
  const sandbox = await startSandbox({ rules: { tokenBody: 'any', provider: PROVIDER }, synchronization });
  onTestFinished(() => sandbox.close());
  const { authorizationServer, api, widgets, options } = sandbox;
  const client = { client_id: options.clientId, client_secret: options.clientSecret };
  const token = async (grant: object): Promise<Record<string, string>> => {
    const form = { ...client, ...grant, provider: PROVIDER };
    const { status, body } = await send<Record<string, string>>(`${authorizationServer}/token`, 'POST', form);
    expect(status).toBe(200);
    return { authorization: `Bearer ${body['access_token']}` };
  };

  const forClient = await token({ grant_type: 'client_credentials', scope: 'users_create' });
  const created = await send(`${api}/users`, 'POST', USER, forClient);
  expect(created).toMatchObject({ status: 201, body: '' });
  const id = created.headers.get('location')?.split('/').at(-1) ?? '';

  const forUser = await token({ grant_type: 'password', username: USER.email, password: USER.password, scope: SCOPE });
  const accessToken = forUser['authorization']?.slice('Bearer '.length);
  const session = await send<Session>(`${widgets}/widget/widget_session`, 'POST', {
    ...client,
    access_token: accessToken,
  });
  const { _links: links } = session.body;
  const page = await send<string>(links['add_connection'] ?? '');
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<html') });
  expect((await send(`${api}/users/me`, 'GET', undefined, forUser)).body).toMatchObject({ id, email: USER.email });

  const linked = await send<{ id: string }>(`${api}/connections`, 'POST', { provider_id: '9101' }, forUser);
  const acting = { ...forUser, 'x-linxo-user-id': id, 'x-scope': 'accounts_read transactions_read' };
  const connection = () => send(`${api}/connections/${linked.body.id}`, 'GET', undefined, acting);
  expect(await connection()).toMatchObject({ status: 200, body: { user_id: id, status: 'RUNNING' } });
  sandbox.synchronizations.finish();
  expect(await connection()).toMatchObject({ status: 200, body: { user_id: id, status: 'SUCCESS' } });
  const accounts = await send<unknown[]>(`${api}/accounts`, 'GET', undefined, acting);
  expect(accounts.body.length).toBeGreaterThan(0);
  const transactions = await send<unknown[]>(`${api}/transactions?limit=500&page=1`, 'GET', undefined, forUser);
  expect(transactions.body.length).toBeGreaterThan(100);

  expect((await send(`${api}/users/${id}`, 'DELETE', undefined, forUser)).status).toBe(204);
  expect((await send(`${api}/users/me`, 'GET', undefined, forUser)).status).toBe(401);
});
