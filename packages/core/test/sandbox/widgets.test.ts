/** Tests widget sessions, and the page that adds a connection. */

import { describe, expect, it } from 'vitest';
import { clientToken, sandboxForTest, userToken } from './helpers.ts';
import { openPage, openSession, widgetUrl, WIDGET_SCOPES, type WidgetSession } from './widget-player.ts';

describe('a widget session', () => {
  it('links to one page per action', async () => {
    const sandbox = await sandboxForTest();
    const response = await openSession(sandbox, await userToken(sandbox, WIDGET_SCOPES));
    expect(response.status).toBe(200);
    const { session_id: id, _links: links } = (await response.json()) as WidgetSession;
    const { origin } = new URL(sandbox.widgets);
    expect(links['add_connection']).toBe(`${origin}/widget/add_connection?session_id=${id}`);
    expect(links['professional_account']).toBe(`${origin}/widget/professional-account?session_id=${id}`);
    expect(sandbox.log.widgetCalls).toMatchObject([{ method: 'POST', path: '/v2.1/widget_session', status: 200 }]);
  });

  it('can be opened with a form too, and not without a parameter', async () => {
    const sandbox = await sandboxForTest();
    const { clientId, clientSecret } = sandbox.options;
    const form = {
      access_token: await userToken(sandbox, WIDGET_SCOPES),
      client_id: clientId,
      client_secret: clientSecret,
    };
    const post = async (body: Record<string, string>): Promise<number> =>
      (await fetch(`${sandbox.widgets}/widget_session`, { method: 'POST', body: new URLSearchParams(body) })).status;
    expect(await post(form)).toBe(200);
    expect(await post({ access_token: form.access_token, client_id: clientId })).toBe(400);
  });

  it('wants the client’s secret and a user’s good token', async () => {
    const sandbox = await sandboxForTest();
    const user = await userToken(sandbox, WIDGET_SCOPES);
    expect((await openSession(sandbox, user, { client_secret: 'no' })).status).toBe(401);
    expect((await openSession(sandbox, 'garbage')).status).toBe(401);
    expect((await openSession(sandbox, await clientToken(sandbox, 'openid'))).status).toBe(403);
  });

  it('refuses an action that the token’s scopes do not open, and a session that does not exist', async () => {
    const sandbox = await sandboxForTest();
    const { _links: links } = (await (
      await openSession(sandbox, await userToken(sandbox, 'profile'))
    ).json()) as WidgetSession;
    expect((await fetch(links['add_connection'] ?? '')).status).toBe(403);
    expect((await fetch(links['terms'] ?? '')).status).toBe(200);
    expect((await fetch(`${new URL(sandbox.widgets).origin}/widget/terms?session_id=1`)).status).toBe(401);
  });

  it('lets no markup or script into its pages, and no address that is no web page', async () => {
    const sandbox = await sandboxForTest();
    const evil = `https://x.example/"></script><script>alert(1)</script>`;
    const terms = await openPage(await widgetUrl(sandbox, 'terms', { redirect_url: evil, cancel_url: evil }));
    const done = await terms.submit({});
    expect(done.step).toBe('done');
    expect(terms.html + done.html).not.toContain('<script>alert');
    const banks = await openPage(await widgetUrl(sandbox, 'add_connection'));
    const searched = await openPage(`${banks.url}&q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(searched.html).toContain('&#60;script&#62;');
    expect(searched.html).not.toContain('<script>');
    const unsafe = { redirect_url: 'javascript:alert(1)', cancel_url: 'data:text/html,x' };
    const shown = await openPage(await widgetUrl(sandbox, 'terms', unsafe));
    expect(shown.html + (await shown.submit({})).html).not.toMatch(/href="(javascript|data):/);
  });
});
