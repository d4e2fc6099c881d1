import { openApiSecurity, type RouteDescription } from '@linxo-guard/core/routes';
import { describe, expect, it } from 'vitest';

const route = (method: string, path: string, requires: RouteDescription['requires'] = {}): RouteDescription => ({
  method,
  path,
  requires,
  endpoints: [],
});
const pathsOf = (...paths: readonly string[]) =>
  Object.keys(openApiSecurity(paths.map((path) => route('GET', path))).paths);

describe('OpenAPI security', () => {
  it('has a scheme for each of the two grants, with its scopes', () => {
    const { securitySchemes } = openApiSecurity([], 'https://auth.example.org/token').components;
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
    expect(openApiSecurity([route('GET', '/', requires)]).paths['/']?.['get']?.security).toEqual([
      { linxoClient: ['users_create'], linxoUser: ['profile'] },
      { linxoClient: ['users_create'], linxoUser: ['accounts_read', 'connections_sync'] },
    ]);
  });

  it('says that a route without a guard needs nothing', () => {
    expect(openApiSecurity([route('GET', '/health')]).paths).toEqual({ '/health': { get: { security: [] } } });
  });

  it('lists a route for any method under each method', () => {
    const { paths } = openApiSecurity([route('ALL', '/any')]);
    expect(Object.keys(paths['/any'] ?? {})).toEqual(expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']));
  });

  it('writes parameters as templates', () => {
    expect(pathsOf('/accounts/:id', '/files/*path', '/a/:from-:to', '/:"two words"/x')).toEqual([
      '/accounts/{id}',
      '/files/{path}',
      '/a/{from}-{to}',
      '/{two words}/x',
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

  it('does not take an escaped character for a parameter', () => {
    expect(pathsOf(String.raw`/a\:b`)).toEqual(['/a:b']);
  });

  it('leaves out regular expressions', () => {
    expect(pathsOf(String.raw`~ /^\/v\d+/`, String.raw`/api ~ /x/`, '/kept')).toEqual(['/kept']);
  });
});
