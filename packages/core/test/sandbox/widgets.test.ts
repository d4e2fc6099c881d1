/** Tests widget sessions, and the page that adds a connection. */

import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { clientToken, get, sandboxForTest, userToken } from './helpers.ts';

const SCOPES = 'profile profile_edit accounts_manage connections_manage connections_sync transactions_read';

interface Session {
  readonly session_id: string;
  readonly _links: Readonly<Record<string, string>>;
}

function open({ widgets, options }: Sandbox, token: string, changes: object = {}): Promise<Response> {
  const client = { client_id: options.clientId, client_secret: options.clientSecret };
  return fetch(`${widgets}/widget_session`, {
    method: 'POST',
    body: JSON.stringify({ access_token: token, ...client, ...changes }),
    headers: { 'content-type': 'application/json' },
  });
}

describe('a widget session', () => {
  it('links to one page per action', async () => {
    const sandbox = await sandboxForTest();
    const response = await open(sandbox, await userToken(sandbox, SCOPES));
    expect(response.status).toBe(200);
    const { session_id: id, _links: links } = (await response.json()) as Session;
    const { origin } = new URL(sandbox.widgets);
    expect(links['add_connection']).toBe(`${origin}/widget/add_connection?session_id=${id}`);
    expect(links['professional_account']).toBe(`${origin}/widget/professional-account?session_id=${id}`);
    expect(sandbox.log.widgetCalls).toMatchObject([{ method: 'POST', path: '/v2.1/widget_session', status: 200 }]);
  });

  it('can be opened with a form too, and not without a parameter', async () => {
    const sandbox = await sandboxForTest();
    const { clientId, clientSecret } = sandbox.options;
    const form = { access_token: await userToken(sandbox, SCOPES), client_id: clientId, client_secret: clientSecret };
    const post = async (body: Record<string, string>): Promise<number> =>
      (await fetch(`${sandbox.widgets}/widget_session`, { method: 'POST', body: new URLSearchParams(body) })).status;
    expect(await post(form)).toBe(200);
    expect(await post({ access_token: form.access_token, client_id: clientId })).toBe(400);
  });

  it('wants the client’s secret and a user’s good token', async () => {
    const sandbox = await sandboxForTest();
    const user = await userToken(sandbox, SCOPES);
    expect((await open(sandbox, user, { client_secret: 'no' })).status).toBe(401);
    expect((await open(sandbox, 'garbage')).status).toBe(401);
    expect((await open(sandbox, await clientToken(sandbox, 'openid'))).status).toBe(403);
  });

  it('adds a connection, and tells the page around it', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, SCOPES);
    const { _links: links } = (await (await open(sandbox, token)).json()) as Session;
    const url = `${links['add_connection']}&redirect_url=https%3A%2F%2Fapp.example%2Fdone&provider_id=9102`;
    const shown = await fetch(url);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8']);
    expect(await get<unknown[]>(sandbox, token, '/connections')).toHaveLength(2);
    const done = await (await fetch(url, { method: 'POST' })).text();
    expect(done).toContain('"eventName":"redirect_to"');
    expect(done).toContain('https://app.example/done?status=success&result=created&connection_id=');
    expect(await get<unknown[]>(sandbox, token, '/connections')).toHaveLength(3);
  });

  it('refuses an action that the token’s scopes do not open, and a session that does not exist', async () => {
    const sandbox = await sandboxForTest();
    const { _links: links } = (await (await open(sandbox, await userToken(sandbox, 'profile'))).json()) as Session;
    expect((await fetch(links['add_connection'] ?? '')).status).toBe(403);
    expect((await fetch(links['terms'] ?? '')).status).toBe(200);
    expect((await fetch(`${new URL(sandbox.widgets).origin}/widget/terms?session_id=1`)).status).toBe(401);
  });

  it('lets no markup or script into its pages', async () => {
    const sandbox = await sandboxForTest();
    const { _links: links } = (await (await open(sandbox, await userToken(sandbox, SCOPES))).json()) as Session;
    const evil = encodeURIComponent('https://x.example/"></script><script>alert(1)</script>');
    const shown = await (await fetch(`${links['terms']}&cancel_url=${evil}`)).text();
    const done = await (await fetch(`${links['terms']}&redirect_url=${evil}`, { method: 'POST' })).text();
    expect(shown + done).not.toContain('<script>alert');
    const unsafe = await (await fetch(`${links['terms']}&cancel_url=javascript:alert(1)`)).text();
    expect(unsafe).not.toContain('javascript:');
  });
});
