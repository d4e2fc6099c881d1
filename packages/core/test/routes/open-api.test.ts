import { type OpenApiDocument, openApiSecurity, type RouteDescription } from '@linxo-guard/core/routes';
import { describe, expect, it } from 'vitest';

const route = (method: string, path: string, requires: RouteDescription['requires'] = {}): RouteDescription => ({
  method,
  path,
  requires,
  uncertain: [],
  endpoints: [],
});
const pathsOf = (...paths: readonly string[]) =>
  Object.keys(openApiSecurity(paths.map((path) => route('GET', path))).paths);
const securityOf = (...routes: readonly RouteDescription[]) => openApiSecurity(routes).paths['/x']?.get?.security;
const PROFILE = { user: [['profile']] } as const;

describe('OpenAPI security', () => {
  it('has a scheme for each of the two grants, with its scopes', () => {
    const { securitySchemes } = openApiSecurity([], { tokenUrl: 'https://auth.example.org/token' }).components;
    const { clientCredentials } = securitySchemes.linxoClient.flows;
    const { password } = securitySchemes.linxoUser.flows;
    expect(clientCredentials).toEqual({
      tokenUrl: 'https://auth.example.org/token',
      scopes: { users_create: 'create users' },
    });
    expect(Object.keys(password?.scopes ?? {})).toContain('accounts_read');
    expect(Object.keys(password?.scopes ?? {})).not.toContain('users_create');
  });

  it('names the production token endpoint by default', () => {
    const { linxoUser } = openApiSecurity([]).components.securitySchemes;
    expect(linxoUser.flows['password']?.tokenUrl).toMatch(/^https:.*\/token$/);
  });

  it('lists alternatives one by one, and scopes that are needed together in one requirement', () => {
    const requires = {
      client: [['users_create']],
      user: [['profile'], ['accounts_read', 'connections_sync']],
    } as const;
    expect(securityOf(route('GET', '/x', requires))).toEqual([
      { linxoClient: ['users_create'], linxoUser: ['profile'] },
      { linxoClient: ['users_create'], linxoUser: ['accounts_read', 'connections_sync'] },
    ]);
  });

  it('says that a route without a guard needs nothing', () => {
    expect(openApiSecurity([route('GET', '/health')]).paths).toEqual({ '/health': { get: { security: [] } } });
  });

  it('lists what any of several registrations accepts, and each requirement once', () => {
    const [guarded, open] = [route('GET', '/x', PROFILE), route('ALL', '/x')];
    expect(securityOf(guarded, guarded)).toEqual([{ linxoUser: ['profile'] }]);
    expect(securityOf(guarded, open)).toEqual([{ linxoUser: ['profile'] }, {}]);
  });

  it('lists a guard that is uncertain as optional, with the reason', () => {
    const why = 'It is mounted at a regular expression: put the guard on the route.';
    const { paths } = openApiSecurity([{ ...route('GET', '/x'), uncertain: [{ scopes: PROFILE, why }] }]);
    expect(paths['/x']?.get).toEqual({ security: [{ linxoUser: ['profile'] }, {}], 'x-linxo-uncertain': [why] });
  });

  it('lists a route for any method under each method, and no middleware', () => {
    const { paths } = openApiSecurity([route('ALL', '/any'), route('USE', '/files')]);
    expect(Object.keys(paths['/any'] ?? {})).toEqual(expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']));
    expect(Object.keys(paths)).toEqual(['/any']);
  });

  it('writes parameters as templates, and declares them', () => {
    expect(pathsOf('/accounts/:id', '/files/*path', '/a/:from-:to', '/:"two words"/x', '/:id/:id')).toEqual([
      '/accounts/{id}',
      '/files/{path}',
      '/a/{from}-{to}',
      '/{two words}/x',
      '/{id}/{id2}',
    ]);
    expect(openApiSecurity([route('GET', '/accounts/:id')]).paths['/accounts/{id}']?.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  });

  it('has both templates of a path with an optional part', () => {
    expect(pathsOf('/accounts{/:id{/history}}').toSorted()).toEqual([
      '/accounts',
      '/accounts/{id}',
      '/accounts/{id}/history',
    ]);
    expect(pathsOf('{/*rest}')).toEqual(['/{rest}', '/']);
  });

  it('has one path for templates that differ in the names of their parameters', () => {
    const { paths } = openApiSecurity([route('GET', '/x/:id', PROFILE), route('POST', '/x/:other')]);
    expect(Object.keys(paths)).toEqual(['/x/{id}']);
    expect(Object.keys(paths['/x/{id}'] ?? {})).toEqual(['parameters', 'get', 'post']);
  });

  it('does not take an escaped character for a parameter, and escapes what a template would read', () => {
    expect(pathsOf(String.raw`/a\:b`, String.raw`/a\{b\}`)).toEqual(['/a:b', '/a%7Bb%7D']);
  });

  it('leaves out regular expressions', () => {
    expect(pathsOf(String.raw`~ /^\/v\d+/`, String.raw`/api ~ /x/`, '/kept')).toEqual(['/kept']);
  });
});

describe('OpenAPI security merged into a document', () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    security: [{ session: [] }],
    paths: {
      '/accounts/{accountId}': {
        summary: 'One account',
        get: { operationId: 'account' },
        put: { operationId: 'change' },
      },
      '/other': { get: { operationId: 'other' } },
    },
    components: { schemas: {}, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sid' } } },
  };
  const routes = [route('GET', '/accounts/:id', PROFILE), route('GET', '/hidden')];

  it('sets the security of the operations that it has, beside what they ask for already', () => {
    const merged = openApiSecurity(routes, { into: document });
    expect(merged.paths['/accounts/{accountId}'].get).toEqual({
      operationId: 'account',
      security: [{ session: [], linxoUser: ['profile'] }],
    });
    expect(merged.paths['/accounts/{accountId}'].put).toEqual({ operationId: 'change' });
    expect(merged.paths['/other']).toBe(document.paths['/other']);
    expect(Object.keys(merged.paths)).toEqual(Object.keys(document.paths));
    expect(Object.keys(merged.components.securitySchemes)).toEqual(['linxoClient', 'linxoUser', 'session']);
    expect(merged.info).toBe(document.info);
  });

  it('leaves the given document as it is, and may be merged again', () => {
    const before = JSON.stringify(document);
    const merged = openApiSecurity(routes, { into: document });
    expect(JSON.stringify(document)).toBe(before);
    expect(openApiSecurity(routes, { into: merged })).toEqual(merged);
  });

  it('takes a document without paths and components', () => {
    const empty: OpenApiDocument & { readonly openapi: string } = { openapi: '3.1.0' };
    const merged = openApiSecurity(routes, { into: empty });
    expect(merged).toMatchObject({ openapi: '3.1.0', paths: {} });
  });

  it('finds an operation behind the path of a server, with a slash at the end, and by a reference', () => {
    const get = { operationId: 'account' };
    const secured = { ...get, security: [{ linxoUser: ['profile'] }] };
    const mounted = [route('GET', '/shop/v1/accounts/:id', PROFILE)];
    const servers = [
      { url: 'https://shop.example' },
      { url: '/shop/{version}/', variables: { version: { default: 'v1' } } },
    ];
    const paths = { '/accounts/{accountId}/': { get }, '/shop/v1/accounts/{accountId}': { get }, '/accounts': { get } };
    expect(openApiSecurity(mounted, { into: { servers, paths } }).paths).toEqual({
      '/accounts/{accountId}/': { get: secured },
      '/shop/v1/accounts/{accountId}': { get: secured },
      '/accounts': { get },
    });
    const into = {
      paths: { '/accounts/{id}': { $ref: '#/components/pathItems/of~1account' } },
      components: { pathItems: { 'of/account': { summary: 'One', get } } },
    };
    expect(openApiSecurity(routes, { into })).toMatchObject({
      paths: { '/accounts/{id}': { summary: 'One', get: secured } },
      components: { pathItems: into.components.pathItems },
    });
    const unknown = { paths: { '/accounts/{id}': { $ref: '#/none' }, '/hidden': null as never } };
    expect(openApiSecurity(routes, { into: unknown }).paths).toEqual(unknown.paths);
  });

  it('takes the handlers of GET for those of HEAD', () => {
    const paths = { '/accounts/{id}': { head: { operationId: 'size' }, post: {} } };
    const secured = { operationId: 'size', security: [{ linxoUser: ['profile'] }] };
    expect(openApiSecurity(routes, { into: { paths } }).paths).toEqual({
      '/accounts/{id}': { head: secured, post: {} },
    });
    const own = [...routes, route('HEAD', '/accounts/:id')];
    expect(openApiSecurity(own, { into: { paths } }).paths['/accounts/{id}'].head).toMatchObject({ security: [] });
  });

  it('tells routes apart that differ in a slash at the end', () => {
    const paths = { '/a': { get: {} }, '/a/': { get: {} } };
    const differing = [route('GET', '/a/', PROFILE), route('GET', '/a')];
    expect(openApiSecurity(differing, { into: { paths } }).paths).toEqual({
      '/a': { get: { security: [] } },
      '/a/': { get: { security: [{ linxoUser: ['profile'] }] } },
    });
  });

  it('refuses what is no document', () => {
    expect(() => openApiSecurity(routes, { into: 'openapi: 3.1.0' as never })).toThrow('parse its JSON or YAML first');
    expect(() => openApiSecurity(routes, { into: { swagger: '2.0' } as never })).toThrow('convert it to OpenAPI 3');
    expect(() => openApiSecurity(routes, { into: { security: {} } as never })).toThrow('`security` that is no list');
    for (const servers of [{}, null, [null]])
      expect(() => openApiSecurity(routes, { into: { servers } as never })).toThrow('`servers` that is no list');
    const paths = { '/hidden': { $ref: '#/components/pathItems/%' } };
    expect(() => openApiSecurity(routes, { into: { paths } })).toThrow('`$ref` that is no URI reference');
  });
});
