import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidConfiguration } from '@linxo-guard/core';
import {
  checkScopesManifest,
  type RouteDescription,
  scopesManifest,
  writeScopesManifest,
} from '@linxo-guard/core/routes';
import { afterAll, describe, expect, it } from 'vitest';

const ACCOUNTS: RouteDescription = {
  method: 'GET',
  path: '/accounts',
  requires: { user: [['accounts_read']] },
  endpoints: ['GET /accounts'],
};
const USERS: RouteDescription = {
  method: 'POST',
  path: '/users',
  requires: { client: [['users_create']] },
  endpoints: ['POST /users'],
};
const HEALTH: RouteDescription = { method: 'GET', path: '/health', requires: {}, endpoints: [] };

const folder = mkdtempSync(join(tmpdir(), 'linxo-scopes-'));
const file = join(folder, 'linxo-scopes.json');
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (check: Promise<void>) =>
  check.then(
    () => [],
    (error: InvalidConfiguration) => error.problems,
  );

describe('the manifest of an application', () => {
  it('names the scopes of each route, and the smallest set that serves all of them', () => {
    expect(scopesManifest([ACCOUNTS, USERS, HEALTH])).toEqual({
      scopes: { client: ['users_create'], user: ['accounts_read'] },
      routes: {
        'GET /accounts': { user: 'accounts_read' },
        'GET /health': {},
        'POST /users': { client: 'users_create' },
      },
    });
  });

  it('is the same text in whatever order routes are mounted', () => {
    const text = (routes: readonly RouteDescription[]) => JSON.stringify(scopesManifest(routes));
    expect(text([HEALTH, USERS, ACCOUNTS])).toBe(text([ACCOUNTS, USERS, HEALTH]));
  });

  it('writes alternatives, sets of scopes, and that any token will do', () => {
    const requires = { client: [[]], user: [['profile', 'accounts_read'], ['transactions_read']] } as const;
    expect(scopesManifest([{ ...ACCOUNTS, requires }]).routes['GET /accounts']).toEqual({
      client: 'any token',
      user: 'profile accounts_read | transactions_read',
    });
  });

  it('has the later of two routes with the same name, because its requests pass the guards of both', () => {
    const both = { ...ACCOUNTS, requires: { user: [['profile', 'accounts_read']] } } as const;
    expect(scopesManifest([ACCOUNTS, both]).routes).toEqual({ 'GET /accounts': { user: 'profile accounts_read' } });
  });
});

describe('the file that a review sees', () => {
  it('passes its own check, at a path and at a URL', async () => {
    await writeScopesManifest([ACCOUNTS, USERS], file);
    await expect(checkScopesManifest([USERS, ACCOUNTS], file)).resolves.toBeUndefined();
    await expect(checkScopesManifest([USERS, ACCOUNTS], pathToFileURL(file))).resolves.toBeUndefined();
  });

  it('is JSON with one line for each route', async () => {
    await writeScopesManifest([ACCOUNTS, HEALTH, { ...USERS, path: '/"quoted"' }], file);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')).toContain('    "GET /accounts": { "user": "accounts_read" },');
    expect(JSON.parse(text)).toEqual(scopesManifest([ACCOUNTS, HEALTH, { ...USERS, path: '/"quoted"' }]));
    await writeScopesManifest([], file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ scopes: { client: [], user: [] }, routes: {} });
  });

  it('passes after a formatter has changed it', async () => {
    await writeScopesManifest([ACCOUNTS], file);
    writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
    await expect(checkScopesManifest([ACCOUNTS], file)).resolves.toBeUndefined();
  });

  it('fails for a changed, a new and a removed route, and names each of them', async () => {
    await writeScopesManifest([ACCOUNTS, USERS], file);
    const changed = { ...ACCOUNTS, requires: { user: [['accounts_manage']] } } as const;
    expect(await problemsOf(checkScopesManifest([changed, HEALTH], file))).toEqual([
      'GET /accounts: the application has "user: accounts_manage", the manifest "user: accounts_read".',
      'POST /users: the application has no such route, the manifest "client: users_create".',
      'GET /health: the application has no guard there, the manifest no such route.',
      'scopes.client: the application needs none, the manifest says users_create.',
      'scopes.user: the application needs accounts_manage, the manifest says accounts_read.',
    ]);
  });

  it('fails if a guard was removed', async () => {
    await writeScopesManifest([ACCOUNTS], file);
    expect(await problemsOf(checkScopesManifest([{ ...ACCOUNTS, requires: {} }], file))).toContain(
      'GET /accounts: the application has no guard there, the manifest "user: accounts_read".',
    );
  });

  it('says how to create it if there is none, or if it cannot be read', async () => {
    await expect(checkScopesManifest([ACCOUNTS], join(folder, 'none.json'))).rejects.toThrow(
      /cannot be read.*writeScopesManifest/,
    );
    for (const text of ['', '{}', '{"scopes":{"client":[],"user":[]},"routes":{"GET /":{"user":1}}}', 'null']) {
      writeFileSync(file, text);
      await expect(checkScopesManifest([ACCOUNTS], file)).rejects.toThrow(InvalidConfiguration);
      await expect(checkScopesManifest([ACCOUNTS], file)).rejects.toThrow('is not a manifest');
    }
  });
});
