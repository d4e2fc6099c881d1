import { describe, expect, it } from 'vitest';
import { WIDGET_ACTIONS, type WidgetAction } from '../../src/catalog/widgets.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import { bareServer, CAMILLE, failureOf, limitFor, sendJson, shown, withApi } from '../api/with-api.ts';

const world = withApi();
const WANTED = { subject: CAMILLE, action: 'add_connection' } as const;

/** Returns an instance whose widgets answer in this way, and their server. */
async function answering(body: unknown) {
  const server = await bareServer((_, response) => sendJson(response, body));
  const environment = { ...world.sandbox.options.environment, widgets: `${server.origin}/v2.1` };
  return { server, widgets: world.connect({ environment }).widgets };
}

describe('a widget session', () => {
  it('is opened with everything in the body, and no Authorization header', async () => {
    const connect = world.connect();
    await connect.widgets.createSession(WANTED);
    const { scopes } = WIDGET_ACTIONS.add_connection;
    const { value } = await connect.tokens.getAccessToken({ subject: CAMILLE, scopes });
    const [call] = world.sandbox.log.widgetCalls;
    expect(call).toMatchObject({ method: 'POST', path: '/v2.1/widget_session', query: {} });
    expect(call?.headers).not.toHaveProperty('authorization');
    const { clientId, clientSecret } = world.sandbox.options;
    expect(call?.form).toEqual({ access_token: value, client_id: clientId, client_secret: clientSecret });
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it.each(Object.keys(WIDGET_ACTIONS) as WidgetAction[])('opens %s for the user', async (action) => {
    const { widgets } = world.connect();
    const session = await widgets.createSession({ subject: CAMILLE, action });
    const page = await fetch(widgets.url(session, action, { redirect_url: 'https://app.example/back' }));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form')]);
  });

  it("uses the scopes that it is given instead of the action's preset", async () => {
    await world.connect().widgets.createSession({ ...WANTED, scopes: ['connections_manage'] });
    expect(world.sandbox.log.tokenRequests.map(({ scopeAsked }) => scopeAsked)).toEqual(['connections_manage']);
  });

  it('sends secrets with any characters unchanged', async () => {
    const clientSecret = 's3cret &=+%é "quoted"';
    const { clientSecret: before } = world.sandbox.options;
    world.sandbox.setClientSecret(clientSecret);
    try {
      await world.connect({ clientSecret: () => Promise.resolve(clientSecret) }).widgets.createSession(WANTED);
    } finally {
      world.sandbox.setClientSecret(before);
    }
    expect(world.sandbox.log.widgetCalls[0]?.form['client_secret']).toBe(clientSecret);
  });

  it('renews a token that is refused, once', async () => {
    const connect = world.connect();
    const { scopes } = WIDGET_ACTIONS.add_connection;
    const { value } = await connect.tokens.getAccessToken({ subject: CAMILLE, scopes });
    world.sandbox.revoke(value);
    const { id } = await connect.widgets.createSession(WANTED);
    expect(id).not.toBe('');
    expect(world.sandbox.log.widgetCalls.map(({ status }) => status)).toEqual([401, 200]);
    expect(world.sandbox.log.tokenRequests).toHaveLength(2);
  });

  it('accepts unknown members and links of another kind, or no links at all', async () => {
    const mixed = { add_connection: 'https://w.example/a', _self: { href: 'https://w.example/b' }, terms: null };
    const { widgets } = await answering({ session_id: 's1', _links: mixed, expires: 1 });
    expect(await widgets.createSession(WANTED)).toEqual({
      id: 's1',
      links: { add_connection: 'https://w.example/a' },
    });
    for (const links of [undefined, null, {}]) {
      const other = await answering({ session_id: 's1', _links: links });
      expect(await other.widgets.createSession(WANTED)).toEqual({ id: 's1', links: {} });
    }
  });

  it.each<[string, Fault, string, number]>([
    ['401', { kind: 'status', status: 401 }, 'ERR_TOKEN_REJECTED', 502],
    ['403', { kind: 'empty403' }, 'ERR_API_REQUEST_REFUSED', 403],
    ['404', { kind: 'status', status: 404 }, 'ERR_API_REQUEST_REFUSED', 404],
    ['503', { kind: 'status', status: 503 }, 'ERR_API_UNAVAILABLE', 503],
    ['HTML', { kind: 'html', status: 200 }, 'ERR_INVALID_API_RESPONSE', 502],
    ['nothing in its body', { kind: 'empty' }, 'ERR_INVALID_API_RESPONSE', 502],
    ['no session id', { kind: 'body', body: '{"_links":{}}' }, 'ERR_INVALID_API_RESPONSE', 502],
    ['an empty session id', { kind: 'body', body: '{"session_id":""}' }, 'ERR_INVALID_API_RESPONSE', 502],
    ['too much', { kind: 'oversize' }, 'ERR_INVALID_API_RESPONSE', 502],
    ['nothing', { kind: 'hang' }, 'ERR_API_UNAVAILABLE', 503],
    ['a reset', { kind: 'reset' }, 'ERR_API_UNAVAILABLE', 503],
  ])('that is answered with %s fails as an API call does', async (_, fault, code, status) => {
    world.sandbox.faults.always('widgets', fault);
    const error = await failureOf(world.connect(limitFor(fault)).widgets.createSession(WANTED));
    expect([error.code, error.status]).toEqual([code, status]);
    expect(error.message).toContain('POST /widget_session');
  });

  it('is not sent on when the server redirects', async () => {
    const elsewhere = await bareServer((_, response) => sendJson(response, { session_id: 'stolen' }));
    world.sandbox.faults.always('widgets', { kind: 'redirect', status: 307, location: elsewhere.origin });
    expect((await failureOf(world.connect().widgets.createSession(WANTED))).code).toBe('ERR_INVALID_API_RESPONSE');
    expect(elsewhere.seen).toEqual([]);
  });

  it.each([200, 400, 401, 403, 500])('shows no secret when the server repeats them all with %i', async (status) => {
    const server = await bareServer(({ body }, response) => {
      const form = [...new URLSearchParams(body).values()].join(' ');
      sendJson(response, { error: form, error_description: `${body} ${form}`, _links: { [form]: form } }, status);
    });
    const environment = { ...world.sandbox.options.environment, widgets: server.origin };
    const connect = world.connect({ environment });
    const error = await failureOf(connect.widgets.createSession(WANTED));
    const secrets = server.seen.map(({ body }) => new URLSearchParams(body).get('access_token') ?? '');
    secrets.push(world.sandbox.options.clientSecret, CAMILLE.password);
    for (const secret of secrets) expect(shown(error)).not.toContain(secret);
  });

  it('needs the base URL of the widgets, and says so before a request', async () => {
    const { widgets: _, ...environment } = world.sandbox.options.environment;
    const error = await failureOf(world.connect({ environment }).widgets.createSession(WANTED));
    expect(error.code).toBe('ERR_INVALID_CONFIGURATION');
    expect(error.message).toContain('environment.widgets');
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it.each<[string, object, string]>([
    ['an unknown action', { action: 'steal' }, 'ERR_INVALID_REQUEST'],
    ['an action of every object', { action: 'constructor' }, 'ERR_INVALID_REQUEST'],
    ['no action', { action: undefined }, 'ERR_INVALID_REQUEST'],
    ['the application as its user', { subject: 'client' }, 'ERR_INVALID_CONFIGURATION'],
    ['no user', { subject: undefined }, 'ERR_INVALID_CONFIGURATION'],
    ['no scopes', { scopes: [] }, 'ERR_INVALID_CONFIGURATION'],
    ['unknown scopes', { scopes: ['acounts_read'] }, 'ERR_INVALID_CONFIGURATION'],
  ])('for %s is refused before anything is sent', async (_, wrong, code) => {
    const error = await failureOf(world.connect().widgets.createSession({ ...WANTED, ...wrong }));
    expect(error.code).toBe(code);
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });

  it("is ended by its caller's signal", async () => {
    world.sandbox.faults.always('widgets', { kind: 'hang' });
    const controller = new AbortController();
    const reason = new Error('gone');
    const waiting = world.connect().widgets.createSession({ ...WANTED, signal: controller.signal });
    await Promise.all([
      expect(waiting).rejects.toBe(reason),
      world.sandbox.log.waitFor({ widgetCalls: 1 }).then(() => controller.abort(reason)),
    ]);
  });
});
