import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/endpoint/endpoint-catalogue.ts';
import { type Endpoint, ENDPOINTS } from '../../src/catalog/endpoints.ts';
import { type Scope, SCOPE_NAMES } from '../../src/catalog/scopes.ts';
import { endpointsFor, scopesFor } from '../../src/endpoint/scopes-for.ts';

const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as Endpoint[];

describe('scopesFor', () => {
  it.each<[Endpoint[], Scope[]]>([
    [['GET /accounts'], ['accounts_read']],
    [['GET /accounts', 'GET /transactions'], ['transactions_read']],
    [['GET /users/me', 'DELETE /users/{id}'], ['profile_edit']],
    [['GET /connections/{id}'], ['transactions_read']],
    [
      ['POST /accounts', 'GET /transactions'],
      ['accounts_manage', 'transactions_read'],
    ],
    [['GET /providers', 'GET /categories'], []],
    [[], []],
  ])('%j needs %j', (endpoints, scopes) => {
    expect(scopesFor(endpoints)).toEqual(scopes);
  });

  it('gives a set that permits all of the endpoints, and no smaller set does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ENDPOINT_NAMES), { minLength: 1 }), (endpoints) => {
        const scopes = scopesFor(endpoints);
        const opened = scopes.length === 0 ? openForAnyToken() : endpointsFor(scopes);
        expect(endpoints.filter((endpoint) => !opened.includes(endpoint))).toEqual([]);
        for (const left of scopes) {
          const others = SCOPE_NAMES.filter((scope) => scope !== left);
          for (const replacement of [[], ...others.map((scope) => [scope])]) {
            const smaller = [...new Set([...scopes.filter((scope) => scope !== left), ...replacement])];
            if (smaller.length >= scopes.length || smaller.length === 0) continue;
            expect(endpoints.every((endpoint) => endpointsFor(smaller).includes(endpoint))).toBe(false);
          }
        }
      }),
    );
  });

  it('reads the catalogue with the corrections of the application', () => {
    const catalogue = createCatalogue({ 'GET /accounts': { anyOf: ['accounts_manage', 'profile'] } });
    expect(scopesFor(['GET /accounts'], catalogue)).toEqual(['profile']);
  });

  it('names the endpoint that is not in the catalogue', () => {
    expect(() => scopesFor(['GET /acounts' as Endpoint])).toThrow(/"GET \/acounts" is not in the endpoint catalogue/);
  });
});

describe('endpointsFor', () => {
  it('counts included scopes, and the endpoints that any valid token permits', () => {
    expect(endpointsFor(['transactions_read'])).toEqual([
      'GET /accounts',
      'GET /accounts/{id}',
      'GET /transactions',
      'GET /transactions/{id}',
      'GET /connections',
      'GET /connections/{id}',
      'GET /providers',
      'GET /providers/{id}',
      'GET /categories',
    ]);
  });

  it('refuses an empty list and an unknown scope', () => {
    expect(() => endpointsFor([])).toThrow(/names no scope/);
    expect(() => endpointsFor(['acounts_read' as Scope])).toThrow(/"acounts_read" is not a scope/);
  });
});

function openForAnyToken(): readonly Endpoint[] {
  return endpointsFor(['openid']);
}
