// Data can be taken along, and an account can be deleted: at Linxo first, and then here.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { addSandboxPeople } from '../src/linxo/sandbox-people.ts';
import { Browser, PASSWORD, signedUp } from './support/browser.ts';
import { DATABASES } from './support/databases.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

const DELETE = { password: PASSWORD, word: 'delete' };

describe.each(DATABASES)('on $name', (database) => {
  let app: RunningApp;
  const start = async () => {
    app = await startApp({ DATABASE_URL: await database.open() }, {}, { timeoutMs: 1_000 });
    const browser = await signedUp(app.url, 'camille@example.org');
    await browser.get('/accounts');
    return browser;
  };
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => database.close());

  const made = () => app.sandbox.users.filter(({ username }) => username.endsWith('@users.example.org'));
  const rows = async () => {
    const { database: db } = app.services;
    const [people, sessions, users] = await Promise.all([
      db.selectFrom('people').selectAll().execute(),
      db.selectFrom('sessions').selectAll().execute(),
      db.selectFrom('linxo_users').selectAll().execute(),
    ]);
    return [people.length, sessions.length, users.length];
  };

  it('an account is deleted with its Linxo user, its sessions and its tokens', async () => {
    const browser = await start();
    expect(made()).toHaveLength(1);
    const shown = await browser.post('/settings/delete', DELETE);
    expect([shown.status, shown.heading]).toEqual([200, 'Your account is deleted']);
    expect([made().length, ...(await rows())]).toEqual([0, 0, 0, 0]);
    expect(browser.cookies.size).toBe(0);
    const left = app.services.database.selectFrom('attempts').selectAll().where('email_hash', 'is not', null);
    expect(await left.execute()).toEqual([]);
    expect(
      (await new Browser(app.url).post('/sign-in', { email: 'camille@example.org', password: PASSWORD })).status,
    ).toBe(403);
  });

  it.each([
    ['a wrong password', { ...DELETE, password: 'not this one' }, 'This is not your password.'],
    ['another word', { ...DELETE, word: 'yes' }, 'Type the word exactly as shown above.'],
    ['nothing', {}, 'Type the word exactly as shown above.'],
  ])('%s deletes nothing', async (_case, fields: Readonly<Record<string, string>>, message) => {
    const browser = await start();
    const shown = await browser.post('/settings/delete', fields);
    expect([shown.status, shown.html.includes(message)]).toEqual([422, true]);
    expect([made().length, ...(await rows())]).toEqual([1, 1, 1, 1]);
  });

  it('says at once what is wrong with both fields', async () => {
    const browser = await start();
    const { html } = await browser.post('/settings/delete', {});
    for (const text of ['Type your password.', 'Type the word exactly as shown above.'])
      expect(html.split(text)).toHaveLength(3);
  });

  it('lets nobody guess the password, and says how long to wait', async () => {
    const browser = await start();
    const guess = () => browser.post('/settings/delete', { ...DELETE, password: 'not this one' });
    for (let times = 0; times < 5; times += 1) expect((await guess()).status).toBe(422);
    const refused = await guess();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^[1-9]\d*$/)]);
    expect(refused.html).toContain('Those were too many attempts.');
    expect(refused.html).not.toContain('Check what you typed');
    expect([made().length, ...(await rows())]).toEqual([1, 1, 1, 1]);
  });

  it('nothing is deleted here while Linxo does not delete the user, and the next attempt does all of it', async () => {
    const browser = await start();
    app.sandbox.faults.always('DELETE /users/{id}', { kind: 'status', status: 500 });
    expect((await browser.post('/settings/delete', DELETE)).status).toBe(503);
    expect([made().length, ...(await rows())]).toEqual([1, 1, 1, 1]);
    app.sandbox.faults.clear();
    expect((await browser.post('/settings/delete', DELETE)).heading).toBe('Your account is deleted');
    expect([made().length, ...(await rows())]).toEqual([0, 0, 0, 0]);
  });

  it('an attempt whose answer was lost is found out by the next one', async () => {
    const browser = await start();
    app.sandbox.hold('DELETE /users/{id}');
    expect((await browser.post('/settings/delete', DELETE)).status).toBe(503);
    expect([made().length, ...(await rows())]).toEqual([0, 1, 1, 1]);
    expect((await browser.post('/settings/delete', DELETE)).heading).toBe('Your account is deleted');
    expect(await rows()).toEqual([0, 0, 0]);
  });

  it('somebody who has no Linxo user yet is deleted without making one', async () => {
    const browser = await start();
    await app.services.database.deleteFrom('linxo_users').execute();
    app.sandbox.log.clear();
    expect((await browser.post('/settings/delete', DELETE)).heading).toBe('Your account is deleted');
    expect(app.sandbox.log.apiCalls).toEqual([]);
  });

  it('others keep everything', async () => {
    const browser = await start();
    const other = await signedUp(app.url, 'other@example.org');
    await browser.post('/settings/delete', DELETE);
    expect((await other.get('/accounts')).status).toBe(200);
    expect([made().length, ...(await rows())]).toEqual([1, 1, 1, 1]);
  });
});

describe('the export', () => {
  const signedInAs = async (app: RunningApp, email: string, password: string) => {
    await addSandboxPeople(app.services, app.sandbox);
    const browser = new Browser(app.url);
    await browser.post('/sign-in', { email, password });
    return browser;
  };

  it('is one JSON file with everything', async () => {
    await using app = await startApp();
    const browser = await signedInAs(app, 'camille@example.org', 'correct-horse-camille');
    const { status, headers, html } = await browser.get('/settings/export');
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/^attachment; filename="export-\d{4}-\d\d-\d\d\.json"$/),
    ]);
    const data = JSON.parse(html) as Record<string, unknown[]>;
    expect(data['account']).toMatchObject({ email: 'camille@example.org' });
    expect(data['profile']).toMatchObject({ first_name: 'Camille' });
    expect([data['accounts']?.length, data['connections']?.length]).toEqual([7, 2]);
    expect(data['transactions']?.length).toBeGreaterThan(1_000);
  });

  it('has what somebody shares, and no secret', async () => {
    await using app = await startApp();
    const browser = await signedInAs(app, 'mehdi@example.org', 'narrow-gate-mehdi');
    const { html } = await browser.get('/settings/export');
    const data = JSON.parse(html) as Record<string, unknown[]>;
    expect([data['accounts']?.length, data['connections'], data['transactions']]).toEqual([2, undefined, []]);
    expect(html).not.toMatch(/narrow-gate|argon2|sealed/);
  });

  it('is for who is signed in, and says so when Linxo is down', async () => {
    await using app = await startApp();
    expect((await new Browser(app.url).get('/settings/export')).url.pathname).toBe('/sign-in');
    const browser = await signedInAs(app, 'camille@example.org', 'correct-horse-camille');
    app.sandbox.faults.always('api', { kind: 'status', status: 503 });
    expect((await browser.get('/settings/export')).status).toBe(503);
  });

  it('breaks off when Linxo fails half-way, so that nobody takes it for the whole', async () => {
    await using app = await startApp();
    const browser = await signedInAs(app, 'camille@example.org', 'correct-horse-camille');
    app.sandbox.faults.always('GET /transactions', { kind: 'status', status: 500 });
    await expect(browser.get('/settings/export')).rejects.toThrow(/terminated|fetch failed/);
    app.sandbox.faults.clear();
    expect((await browser.get('/accounts')).status).toBe(200);
  });
});
