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
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const route = (method: string, path: string, facts: Partial<RouteDescription> = {}): RouteDescription => ({
  method,
  path,
  requires: {},
  uncertain: [],
  endpoints: [],
  ...facts,
});
const ACCOUNTS = route('GET', '/accounts', { requires: { user: [['accounts_read']] } });
const USERS = route('POST', '/users', { requires: { client: [['users_create']] } });
const HEALTH = route('GET', '/health');
const STATIC = route('USE', '/files', { opaque: ['serveStatic()'] });
const UNCERTAIN = route('GET', '/v1/x', {
  uncertain: [
    { scopes: { user: [['profile']] }, why: 'It is mounted at a regular expression: put the guard on the route.' },
  ],
});

const folder = mkdtempSync(join(tmpdir(), 'linxo-scopes-'));
const file = join(folder, 'linxo-scopes.json');
beforeEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (...routes: readonly RouteDescription[]) =>
  checkScopesManifest(routes, file).then(
    () => [],
    (error: InvalidConfiguration) => error.problems,
  );
const acknowledge = (name: string) => {
  const text = readFileSync(file, 'utf8');
  const line = `${JSON.stringify(name)}: { "guard": "none" }`;
  expect(text).toContain(line);
  writeFileSync(file, text.replace(line, `${JSON.stringify(name)}: { "public": true }`));
};

describe('the manifest of an application', () => {
  it('names the scopes of each route, and the smallest set that serves all of them', () => {
    expect(scopesManifest([ACCOUNTS, USERS, HEALTH])).toEqual({
      scopes: { client: ['users_create'], user: ['accounts_read'] },
      routes: {
        'GET /accounts': { user: 'accounts_read' },
        'GET /health': { guard: 'none' },
        'POST /users': { client: 'users_create' },
      },
    });
  });

  it('is the same text in whatever order routes of different names are mounted', () => {
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

  it('has every registration of a name, in their order', () => {
    const open = { ...ACCOUNTS, requires: {} };
    expect(scopesManifest([ACCOUNTS, open]).routes).toEqual({
      'GET /accounts': [{ user: 'accounts_read' }, { guard: 'none' }],
    });
    expect(scopesManifest([open, ACCOUNTS]).routes).toEqual({
      'GET /accounts': [{ guard: 'none' }, { user: 'accounts_read' }],
    });
  });

  it('has uncertain guards with their reasons, and middleware that cannot be looked into', () => {
    const { routes, scopes } = scopesManifest([UNCERTAIN, STATIC]);
    expect(routes).toEqual({
      'GET /v1/x': { uncertain: [{ user: 'profile', why: UNCERTAIN.uncertain[0]?.why }] },
      'USE /files': { opaque: 'serveStatic()' },
    });
    expect(scopes.user).toEqual(['profile']);
  });
});

describe('the file that a review sees', () => {
  it('passes its own check, at a path and at a URL', async () => {
    await writeScopesManifest([ACCOUNTS, USERS, UNCERTAIN, STATIC], file);
    expect(await problemsOf(STATIC, USERS, UNCERTAIN, ACCOUNTS)).toEqual([]);
    await expect(
      checkScopesManifest([USERS, ACCOUNTS, UNCERTAIN, STATIC], pathToFileURL(file)),
    ).resolves.toBeUndefined();
  });

  it('is JSON with one line for each registration', async () => {
    const routes = [ACCOUNTS, ACCOUNTS, HEALTH, { ...USERS, path: '/"quoted"' }, route('GET', '/__proto__')];
    await writeScopesManifest(routes, file);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').filter((line) => line === '      { "user": "accounts_read" },')).toHaveLength(1);
    expect(text.split('\n')).toContain('      { "user": "accounts_read" }');
    expect(JSON.parse(text)).toEqual(scopesManifest(routes));
    await writeScopesManifest([], file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ scopes: { client: [], user: [] }, routes: {} });
  });

  it('passes after a formatter has changed it', async () => {
    await writeScopesManifest([ACCOUNTS], file);
    writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
    expect(await problemsOf(ACCOUNTS)).toEqual([]);
  });

  it('acknowledges a route without a guard by hand, and stays so when it is written again', async () => {
    await writeScopesManifest([ACCOUNTS, HEALTH], file);
    expect(await problemsOf(ACCOUNTS, HEALTH)).toEqual([
      'GET /health has no guard, and the file does not say that it is public: no scope is needed to call it. Put a guard on it; or, if it ' +
        'is meant to be open, add "public": true to its line in the file.',
    ]);
    acknowledge('GET /health');
    expect(await problemsOf(ACCOUNTS, HEALTH)).toEqual([]);
    await writeScopesManifest([ACCOUNTS, HEALTH, USERS], file);
    expect(await problemsOf(ACCOUNTS, HEALTH, USERS)).toEqual([]);
  });

  it('does not keep the acknowledgement of a route that got a guard', async () => {
    await writeScopesManifest([HEALTH], file);
    acknowledge('GET /health');
    const guarded = { ...HEALTH, requires: ACCOUNTS.requires };
    expect((await problemsOf(guarded))[0]).toMatch(
      /^GET \/health requires "user: accounts_read", and the file has no proved guard for it/,
    );
    await writeScopesManifest([guarded], file);
    expect(readFileSync(file, 'utf8')).not.toContain('public');
  });

  it('fails for a new route that is open, also beside one of the same name', async () => {
    await writeScopesManifest([ACCOUNTS], file);
    expect((await problemsOf(ACCOUNTS, HEALTH))[0]).toMatch(
      /^GET \/health is new, and no guard is proved for it: no scope is needed to call it\./,
    );
    expect(await problemsOf({ ...ACCOUNTS, requires: {} }, ACCOUNTS)).toEqual([
      expect.stringMatching(/^GET \/accounts \(registration 1 of 2\) is new, and no guard is proved/),
    ]);
  });

  it('fails for a changed, a new and a removed route, and says of each what to do', async () => {
    await writeScopesManifest([ACCOUNTS, USERS], file);
    const changed = { ...ACCOUNTS, requires: { user: [['accounts_manage']] } } as const;
    const problems = await problemsOf(changed, STATIC);
    expect(problems).toEqual([
      'GET /accounts requires "user: accounts_manage", and the file says "user: accounts_read": requests are refused that passed ' +
        'before. If that is meant, write the file again with writeScopesManifest(), and have the change reviewed.',
      'POST /users is in the file, and the application does not have it. If it was removed on purpose, write the file again with ' +
        'writeScopesManifest().',
      'USE /files is new: serveStatic() cannot be looked into and may answer by itself, so its guards belong in the same use(), in ' +
        'front of it. If that is meant, write the file again with writeScopesManifest(), and have the change reviewed.',
      'scopes.client: all routes together do not need users_create any more. If that is meant, write the file again with ' +
        'writeScopesManifest().',
      'scopes.user: all routes together need accounts_manage now, and do not need accounts_read any more. Check that Linxo has enabled ' +
        'accounts_manage for your client, then write the file again with writeScopesManifest().',
    ]);
  });

  it('tells whether a change lets requests pass, or refuses some', async () => {
    const sets = { user: [['accounts_read', 'profile']] } as const;
    await writeScopesManifest([{ ...ACCOUNTS, requires: sets }], file);
    const effectOf = async (requires: RouteDescription['requires']) => (await problemsOf({ ...ACCOUNTS, requires }))[0];
    expect(await effectOf(ACCOUNTS.requires)).toContain('requests pass that were refused before');
    expect(await effectOf({ user: [...sets.user, ['openid']] })).toContain('requests pass that were refused before');
    expect(await effectOf(USERS.requires)).toContain('requests pass that were refused before');
    expect(await effectOf({ user: [['transactions_read', 'profile_edit']] })).toContain(
      'are refused that passed before',
    );
    expect(await effectOf({ ...sets, ...USERS.requires })).toContain('are refused that passed before');
  });

  it('finds the registration of a name that was added or removed, and keeps what the others acknowledge', async () => {
    const [open, other] = [
      { ...ACCOUNTS, requires: {} },
      { ...ACCOUNTS, requires: { user: [['profile']] } as const },
    ];
    await writeScopesManifest([open, ACCOUNTS], file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"guard": "none"', '"public": true'));
    expect(await problemsOf(open, other, ACCOUNTS)).toEqual([
      expect.stringMatching(/^GET \/accounts \(registration 2 of 3\) is new, and requires "user: profile"/),
      expect.stringContaining('scopes.user'),
    ]);
    expect(await problemsOf(ACCOUNTS)).toEqual([
      expect.stringMatching(
        /^GET \/accounts \(registration 1 of 2\) is in the file, and the application does not have it/,
      ),
    ]);
    await writeScopesManifest([other, open, ACCOUNTS], file);
    expect(await problemsOf(other, open, ACCOUNTS)).toEqual([]);
  });

  it('says of middleware that lost its guard that it may answer anybody', async () => {
    await writeScopesManifest([{ ...STATIC, requires: { user: [['profile']] } }], file);
    expect((await problemsOf(STATIC))[0]).toMatch(
      /^USE \/files required "user: profile", and no guard is proved for it any more: serveStatic\(\) may answer anybody/,
    );
  });

  it('fails if a guard was removed, or is not proved any more, and says why', async () => {
    await writeScopesManifest([{ ...UNCERTAIN, requires: { user: [['profile']] }, uncertain: [] }], file);
    expect((await problemsOf({ ...UNCERTAIN, uncertain: [] }))[0]).toBe(
      'GET /v1/x required "user: profile", and no guard is proved for it any more: no scope is needed to call it. Put the guard back on the ' +
        'route; or, if it is meant to be open, add "public": true to its line in the file.',
    );
    expect(await problemsOf(UNCERTAIN)).toEqual([
      expect.stringContaining(
        'It is mounted at a regular expression: put the guard on the route. If that is meant, write',
      ),
    ]);
  });

  it('fails for an uncertain guard that the file does not have, and for one that it has too many', async () => {
    const proved = { ...UNCERTAIN, requires: ACCOUNTS.requires };
    await writeScopesManifest([{ ...proved, uncertain: [] }], file);
    expect((await problemsOf(proved))[0]).toMatch(/GET \/v1\/x has a guard \("user: profile"\) that is not proved/);
    await writeScopesManifest([proved], file);
    expect((await problemsOf({ ...proved, uncertain: [] }))[0]).toMatch(
      /the file has an uncertain guard \("user: profile"\)/,
    );
  });

  it('does not fail when only the wording of a reason is another one', async () => {
    await writeScopesManifest([UNCERTAIN], file);
    const [guard] = UNCERTAIN.uncertain;
    expect(
      await problemsOf({ ...UNCERTAIN, uncertain: [{ scopes: guard?.scopes ?? {}, why: 'In other words.' }] }),
    ).toEqual([]);
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

  it('is not written over a file that is no manifest', async () => {
    writeFileSync(file, '<<<<<<< a conflict');
    await expect(writeScopesManifest([ACCOUNTS], file)).rejects.toThrow('is not a manifest');
    expect(readFileSync(file, 'utf8')).toBe('<<<<<<< a conflict');
  });
});
