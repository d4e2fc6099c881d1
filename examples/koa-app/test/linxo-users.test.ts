// Each person has one Linxo user, made on first use, whatever fails meanwhile.
import type { LinxoOptions } from '@linxo-guard/core';
import { startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findLinxoUser, linxoUserOf } from '../src/linxo/linxo-users.ts';
import { resealOldPasswords } from '../src/linxo/reseal.ts';
import { addSandboxPeople } from '../src/linxo/sandbox-people.ts';
import { createVault } from '../src/linxo/vault.ts';
import { PASSWORD, signedUp } from './support/browser.ts';
import { DATABASES } from './support/databases.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

/** Shortens the wait where nothing comes. Where an answer is to come, a busy machine must have the time for it. */
const IMPATIENT = { timeoutMs: 400 };

const FAULTS = [
  ['a reset', { kind: 'reset' }],
  ['a 500', { kind: 'status', status: 500 }],
  ['a page of a proxy', { kind: 'html' }],
  ['no id', { kind: 'empty', status: 201 }],
  ['half an answer', { kind: 'truncate' }],
  ['no answer', { kind: 'hang' }],
  ['a refusal that is none of the documented ones', { kind: 'status', status: 418, body: '{"error":"TEAPOT"}' }],
] as const;

describe.each(DATABASES)('on $name', (database) => {
  let app: RunningApp;
  const start = async (options: Partial<LinxoOptions> = {}) => {
    app = await startApp({ DATABASE_URL: await database.open() }, {}, options);
    return app;
  };
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => database.close());

  const made = () => app.sandbox.users.filter(({ username }) => username.endsWith('@users.example.org'));
  const calls = (method: string, path: string) =>
    app.sandbox.log.apiCalls.filter((call) => call.method === method && call.path.endsWith(path));

  it('is made with the first request that needs one, and once for requests that come together', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, 'camille@example.org');
    await services.database.deleteFrom('linxo_users').execute();
    const before = made().length;
    const shown = await Promise.all([1, 2, 3, 4].map(() => browser.get('/api/accounts')));
    expect(shown.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(made()).toHaveLength(before + 1);
    await browser.get('/api/accounts');
    expect(made()).toHaveLength(before + 1);
  });

  describe.each(FAULTS)('after %s to the request that makes it', (_case, fault) => {
    it('there is one, and a later request has it', async () => {
      const { url, sandbox } = await start(IMPATIENT);
      sandbox.faults.always('POST /users', fault);
      const browser = await signedUp(url, 'camille@example.org');
      expect((await browser.get('/api/accounts')).status).toBeGreaterThanOrEqual(400);
      sandbox.faults.clear();
      // A request that comes while the attempt before is still under way shares its end.
      const status = async () => (await browser.get('/api/accounts')).status;
      await expect.poll(status, { timeout: 5_000 }).toBe(200);
      expect(made()).toHaveLength(1);
    });
  });

  it('is found again, and not made again, when its id was not kept', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, 'camille@example.org');
    await browser.get('/api/accounts');
    const [user] = await services.database.selectFrom('linxo_users').selectAll().execute();
    await services.database.updateTable('linxo_users').set({ linxo_id: null }).execute();
    app.sandbox.log.clear();
    expect((await browser.get('/api/accounts')).status).toBe(200);
    expect(calls('POST', '/users')).toEqual([]);
    expect(await services.database.selectFrom('linxo_users').selectAll().execute()).toEqual([user]);
  });

  it('is neither made nor given up while the authorization server is down after an unclear end', async () => {
    const { url, sandbox } = await start(IMPATIENT);
    sandbox.faults.always('POST /users', { kind: 'truncate' });
    const browser = await signedUp(url, 'camille@example.org');
    await browser.get('/api/accounts');
    sandbox.faults.clear();
    sandbox.faults.always({ token: { grant_type: 'password' } }, { kind: 'status', status: 503 });
    sandbox.log.clear();
    expect((await browser.get('/api/accounts')).status).toBe(503);
    expect(calls('POST', '/users')).toEqual([]);
    sandbox.faults.clear();
  });

  it('keeps its password encrypted, and opens it for nobody else', async () => {
    const { url, services } = await start();
    for (const email of ['one@example.org', 'two@example.org']) await (await signedUp(url, email)).get('/api/accounts');
    const [one, two] = await services.database.selectFrom('linxo_users').selectAll().execute();
    const password = await services.vault.open(String(one?.sealed_password), String(one?.person_id));
    expect(password).toHaveLength(43);
    expect(JSON.stringify([one, two])).not.toContain(password);
    await expect(services.vault.open(String(one?.sealed_password), String(two?.person_id))).rejects.toThrow(
      'somebody else',
    );
  });

  it('is encrypted again when the key is replaced, and the old key can go', async () => {
    const { url, services } = await start();
    await (await signedUp(url, 'camille@example.org')).get('/api/accounts');
    const [before] = await services.database.selectFrom('linxo_users').selectAll().execute();
    const keys = services.config.passwordKeys;
    const newKey = ['k2', Buffer.alloc(32, 2)] as const;
    const both = { ...services, vault: createVault(new Map([newKey, ...keys])) };
    expect(await resealOldPasswords(both)).toBe(1);
    expect(await resealOldPasswords(both)).toBe(0);
    const [after] = await services.database.selectFrom('linxo_users').selectAll().execute();
    const onlyNew = createVault(new Map([newKey]));
    const id = String(before?.person_id);
    expect(await onlyNew.open(String(after?.sealed_password), id)).toBe(
      await services.vault.open(String(before?.sealed_password), id),
    );
    await expect(onlyNew.open(String(before?.sealed_password), id)).rejects.toThrow(
      'PASSWORD_KEYS does not have the key',
    );
  });

  it('has its tokens forgotten when the person signs out', async () => {
    const { url, sandbox } = await start();
    const browser = await signedUp(url, 'camille@example.org');
    await browser.get('/api/accounts');
    await browser.get('/api/accounts');
    const earned = () => sandbox.log.tokenRequests.filter(({ scopeAsked }) => scopeAsked === 'accounts_read').length;
    expect(earned()).toBe(1);
    await browser.post('/sign-out');
    await browser.post('/sign-in', { email: 'camille@example.org', password: PASSWORD });
    await browser.get('/api/accounts');
    expect(earned()).toBe(2);
  });

  it('is made again where the embedded sandbox has been started anew, whose users can sign in', async () => {
    const { url, services } = await start();
    await (await signedUp(url, 'camille.b@example.org')).get('/api/accounts');
    await using fresh = await startSandbox();
    await addSandboxPeople(services, fresh);
    await addSandboxPeople(services, fresh);
    const browser = await signedUp(url, 'new@example.org');
    await browser.post('/sign-in', { email: 'camille@example.org', password: 'correct-horse-camille' });
    const shown = await browser.get('/api/accounts');
    expect(JSON.parse(shown.html)).toHaveLength(7);
    const person = await services.database
      .selectFrom('people')
      .select(['id', 'email', 'password_number as passwordNumber'])
      .where('email', '=', 'camille.b@example.org')
      .executeTakeFirstOrThrow();
    expect((await findLinxoUser(services, person))?.linxo_id).toBeNull();
    await linxoUserOf(services, person);
    expect((await findLinxoUser(services, person))?.linxo_id).not.toBeNull();
  });
});

it('a sealed password that was changed does not open', async () => {
  const vault = createVault(new Map([['k1', Buffer.alloc(32, 1)]]));
  const sealed = await vault.seal('secret', 'me');
  expect(sealed.startsWith(vault.newestPrefix)).toBe(true);
  for (const broken of [`${sealed}x`, sealed.slice(0, -6), '', 'x.y.z', `${sealed.slice(0, -4)}AAAA`])
    await expect(vault.open(broken, 'me')).rejects.toThrow(Error);
});
