import { describe, expect, it } from 'vitest';
import { createCatalogue, type EndpointCorrections } from '../../src/endpoint/endpoint-catalogue.ts';
import { ENDPOINTS } from '../../src/catalog/endpoints.ts';
import { InvalidConfiguration } from '../../src/errors/errors.ts';
import { endpointsFor } from '../../src/endpoint/scopes-for.ts';

function problemsOf(corrections: unknown): readonly string[] {
  try {
    createCatalogue(corrections as EndpointCorrections);
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the endpoint catalogue', () => {
  it("is Linxo's table if the application corrects nothing", () => {
    expect([...createCatalogue().keys()]).toEqual(Object.keys(ENDPOINTS));
  });

  it('gains an endpoint that the application adds', () => {
    const catalogue = createCatalogue({ 'GET /beneficiaries/{id}': { anyOf: ['accounts_manage'] } });
    expect(endpointsFor(['accounts_manage'], catalogue)).toContain('GET /beneficiaries/{id}');
    expect(endpointsFor(['accounts_read'], catalogue)).not.toContain('GET /beneficiaries/{id}');
  });

  it("calls an endpoint at the application's correction, under its old name", () => {
    const entry = createCatalogue({ 'PUT /users/{id}': { at: 'PATCH /v2/users/{id}' } }).get('PUT /users/{id}');
    expect(entry).toMatchObject({ method: 'PATCH', path: '/v2/users/{id}' });
    expect(entry?.anyOf).toBe(createCatalogue().get('PUT /users/{id}')?.anyOf);
  });

  it('loses an endpoint that the application removes', () => {
    const catalogue = createCatalogue({ 'POST /keys': null });
    expect(endpointsFor(['connections_manage'], catalogue)).not.toContain('POST /keys');
  });

  it('names every wrong correction at once', () => {
    expect(
      problemsOf({
        'GET beneficiaries': { anyOf: [] },
        'GET /new': {},
        'GET /accounts': { anyOf: ['acounts_read'] },
        'GET /nowhere': null,
        'PUT /users/{id}': { at: 'PATCH /users/../{id}' },
      }),
    ).toEqual([
      expect.stringContaining('"GET beneficiaries" is not of the form'),
      expect.stringContaining('"GET /new"] is new: say which scopes open it'),
      expect.stringContaining('"acounts_read" is not a scope'),
      expect.stringContaining('there is no such endpoint to remove'),
      expect.stringContaining('"PATCH /users/../{id}" is not of the form'),
    ]);
  });
});
