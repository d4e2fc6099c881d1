/** No name that comes from outside reaches Object.prototype, or is taken for something that every object has. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinxo, fieldOf, type LinxoAccess, linxoOptionsFromEnv } from '@linxo-guard/core';
import {
  checkScopesManifest,
  openApiSecurity,
  type RouteDescription,
  routesPage,
  scopesManifest,
  writeScopesManifest,
} from '@linxo-guard/core/routes';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeLinxo } from './fake-linxo.ts';
import { FRAMEWORKS } from './frameworks.ts';

/** Names that every object has, and one that changes what it inherits. */
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const inherited = () => Object.getOwnPropertyNames(Object.prototype).toSorted().join(' ');
const untouched = inherited();
afterEach(() => {
  if (inherited() !== untouched) throw new Error(`Object.prototype was changed: ${inherited()}`);
});

/** An object that has these names itself, as `JSON.parse` makes it. */
const owning = (value: unknown): object => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`) as object;

describe.each(NAMES)('a route whose path is %s', (name) => {
  const route = (path: string): RouteDescription => ({
    method: 'GET',
    path,
    requires: { user: [['accounts_read']] },
    uncertain: [],
    endpoints: [],
  });
  const routes = [route(name), route(`/${name}`)];

  it('has its security in the OpenAPI document', () => {
    const { paths } = openApiSecurity(routes);
    // A path of OpenAPI begins with a slash.
    expect(Object.keys(paths)).toEqual([`/${name}`]);
    expect(paths[`/${name}`]?.get?.security).toEqual([{ linxoUser: ['accounts_read'] }]);
    expect(JSON.parse(JSON.stringify(paths))).toHaveProperty([`/${name}`, 'get']);
    expect(JSON.stringify(paths)).toContain(`"/${name}":{"get"`);
  });

  it('is in the manifest and on the page', async () => {
    expect(Object.keys(scopesManifest(routes).routes)).toEqual([`GET /${name}`, `GET ${name}`]);
    const file = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'linxo-scopes.json');
    await writeScopesManifest(routes, file);
    await checkScopesManifest(routes, file);
    expect(routesPage(routes)).toContain(name);
  });
});

// No application has such a route, and the reader of the file leaves `__proto__` out.
describe.each(NAMES.filter((name) => name !== '__proto__'))('%s', (name) => {
  it('as a route in a manifest is a difference', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'linxo-scopes.json');
    const route = `"${name}": { "user": "profile" }`;
    writeFileSync(file, `{ "scopes": { "client": [], "user": [] }, "routes": { ${route} } }`);
    await expect(checkScopesManifest([], file)).rejects.toThrow(
      `${name} is in the file, and the application does not have it`,
    );
  });
});

describe.each(NAMES)('%s', (name) => {
  it('as an endpoint is refused', () => {
    const endpoints = name === '__proto__' ? owning({ anyOf: [] }) : { [name]: { anyOf: [] } };
    const make = () =>
      createLinxo({ environment: 'sandbox', clientId: 'a', clientSecret: 'b', endpoints: endpoints as never });
    expect(make).toThrow(/is not of the form/);
  });

  it('as an environment, a scope, a method or a widget is refused', async () => {
    const env = { LINXO_ENVIRONMENT: name, LINXO_CLIENT_ID: 'a', LINXO_CLIENT_SECRET: 'b' };
    expect(() => linxoOptionsFromEnv(env)).toThrow(/is neither/);
    const make = (options: object) => () =>
      createLinxo({ environment: 'sandbox', clientId: 'a', clientSecret: 'b', ...options });
    expect(make({ environment: name })).toThrow(/environment/);
    expect(make({ clientAuthentication: name })).toThrow(/clientAuthentication/);
    const { connect } = fakeLinxo();
    const subject = { username: 'alice', password: 'secret' };
    const asked = connect.tokens.getAccessToken({ subject, scopes: [name as 'profile'] });
    await expect(asked).rejects.toThrow(/is not a scope/);
    const session = connect.widgets.createSession({ subject, action: name as 'terms' });
    await expect(session).rejects.toMatchObject({ code: 'ERR_INVALID_REQUEST' });
    const api = connect.api({ subject, scopes: ['accounts_read'] });
    await expect(api.request(name)).rejects.toMatchObject({ code: 'ERR_ENDPOINT_NOT_PERMITTED' });
  });

  it('in an answer or a query stays data', async () => {
    const account = `{ "id": "1", "currency": "EUR", "balance": 1, "${name}": { "iban": "FR76", "get": 1 } }`;
    const asked: string[] = [];
    const { connect } = fakeLinxo({
      fetch: async (url) => {
        asked.push(url);
        if (url.endsWith('/token')) return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60 });
        return new Response(`[${account}]`);
      },
    });
    const api = connect.api({ subject: 'client', scopes: ['accounts_read'] });
    const query = JSON.parse(`{ "${name}": "1" }`) as object;
    const [one] = await api.get('/accounts', { query });
    expect(one?.iban).toBeUndefined();
    expect(fieldOf(one ?? {}, 'iban')).toBeUndefined();
    expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
    expect(asked.at(-1)).toContain(`?${name}=1`);
  });
});

describe.each(FRAMEWORKS)('$name', ({ serve }) => {
  it("acts for another user with the application's own token only", async () => {
    const sent: string[] = [];
    const { connect } = fakeLinxo({
      fetch: async (url, { headers }) => {
        if (url.endsWith('/token')) return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60 });
        sent.push(String(new Headers(headers).get('x-linxo-user-id')));
        return Response.json([]);
      },
    });
    const handle = async (access: LinxoAccess) => access.api.actingFor('42').get('/accounts');
    const user = () => ({ username: 'alice', password: 'secret' });
    const served = await serve({ connect, user, handle });
    expect((await fetch(served.url)).status).toBe(500);
    await served.close();
    const api = connect.api({ subject: { username: 'alice', password: 'secret' }, scopes: ['accounts_read'] });
    expect(() => api.actingFor('42')).toThrow(/application's own token/);
    await connect
      .api({ subject: 'client', scopes: ['accounts_read'] })
      .actingFor('42')
      .get('/accounts');
    expect(sent).toEqual(['42']);
  });
});
