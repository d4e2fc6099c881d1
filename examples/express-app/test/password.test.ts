// Somebody changes the password: the old one is asked for, and whoever else is signed in is signed out.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { addPerson, changePassword, findPerson } from '../src/people/people.ts';
import { beginSession, personOf } from '../src/people/sessions.ts';
import { Browser, PASSWORD, signedUp } from './support/browser.ts';
import { DATABASES } from './support/databases.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

const CAMILLE = 'camille@example.org';
const NEW = 'another horse, another battery';
const CHANGE = { current: PASSWORD, password: NEW };

describe.each(DATABASES)('on $name', (database) => {
  let app: RunningApp;
  const start = async (language = 'en') => {
    app = await startApp({ DATABASE_URL: await database.open() });
    return signedUp(app.url, CAMILLE, language);
  };
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => database.close());

  const signIn = async (password: string) => {
    const browser = new Browser(app.url);
    const { url } = await browser.post('/sign-in', { email: CAMILLE, password, next: '/settings' });
    return { browser, isIn: url.pathname === '/settings' };
  };

  it('the new password holds from then on, with a new cookie, and all other sessions end', async () => {
    const browser = await start();
    const { browser: phone } = await signIn(PASSWORD);
    const [before] = browser.cookies.values();
    const shown = await browser.post('/settings/password', CHANGE);
    expect([shown.status, shown.url.pathname, shown.heading]).toEqual([200, '/settings', 'Settings']);
    expect(shown.html).toContain('Your password is changed.');
    const [after] = browser.cookies.values();
    expect(after).not.toBe(before);

    expect((await browser.get('/settings')).url.pathname).toBe('/settings');
    expect((await phone.get('/settings')).url.pathname).toBe('/sign-in');
    const stolen = new Browser(app.url);
    stolen.cookies.set('session', String(before));
    expect((await stolen.get('/settings')).url.pathname).toBe('/sign-in');
    expect(await app.services.database.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
    expect([(await signIn(PASSWORD)).isIn, (await signIn(NEW)).isIn]).toEqual([false, true]);
  });

  it.each([
    ['a wrong old password', { ...CHANGE, current: 'not this one' }, ['This is not your password.']],
    ['a new one that is too short', { ...CHANGE, password: 'short' }, ['Type a password of 12 to 128 characters.']],
    ['a new one that is too long', { ...CHANGE, password: 'x'.repeat(129) }, ['Type a password of 12 to 128']],
    ['nothing', {}, ['Type your password.', 'Type a password of 12 to 128 characters.']],
  ])('%s changes nothing', async (_case, fields: Readonly<Record<string, string>>, messages) => {
    const browser = await start();
    const { browser: phone } = await signIn(PASSWORD);
    const shown = await browser.post('/settings/password', fields);
    expect(shown.status).toBe(422);
    for (const message of messages) expect(shown.html).toContain(message);
    expect(shown.html).not.toContain(PASSWORD);
    expect((await phone.get('/settings')).url.pathname).toBe('/settings');
    expect((await signIn(PASSWORD)).isIn).toBe(true);
  });

  it('lets nobody who finds an open browser guess the old password', async () => {
    const browser = await start();
    const guess = (current: string) => browser.post('/settings/password', { ...CHANGE, current });
    for (const word of ['a', 'b', 'c', 'd', 'e']) expect((await guess(word)).status).toBe(422);
    const refused = await guess(PASSWORD);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^[1-9]\d+$/)]);
    expect(refused.html).toContain('Those were too many attempts. Try again in 15 minutes.');
    expect((await browser.get('/settings')).status).toBe(200);
  });

  it('is done once by a form that is sent twice, and leaves its sender signed in', async () => {
    const browser = await start();
    await Promise.all([1, 2].map(() => browser.post('/settings/password', CHANGE)));
    expect((await browser.get('/settings')).url.pathname).toBe('/settings');
    const number = app.services.database.selectFrom('people').select('password_number');
    expect(await number.execute()).toEqual([{ password_number: 2 }]);
  });

  it('begins no session for who has shown the old password before, and comes in late', async () => {
    await start();
    const { database: db } = app.services;
    const early = await findPerson(db, { email: CAMILLE, password: PASSWORD });
    if (!early) throw new Error('nobody is there');
    await changePassword(db, early, NEW);
    expect(await personOf(db, await beginSession(db, early, undefined))).toBeUndefined();
    expect(await changePassword(db, early, PASSWORD)).toBeUndefined();
  });

  it('touches nobody else', async () => {
    const browser = await start();
    const other = await signedUp(app.url, 'other@example.org');
    await addPerson(app.services.database, { email: 'third@example.org', password: PASSWORD });
    await browser.post('/settings/password', CHANGE);
    expect((await other.get('/settings')).url.pathname).toBe('/settings');
    const third = { email: 'third@example.org', password: PASSWORD };
    expect(await findPerson(app.services.database, third)).toMatchObject({ passwordNumber: 1 });
  });
});

describe('the page', () => {
  it.each([
    ['en', 'Change the password', 'Your password is changed.'],
    ['fr', 'Changer de mot de passe', 'Votre mot de passe est changé.'],
  ])('speaks %s', async (language, heading, done) => {
    await using app = await startApp();
    const browser = await signedUp(app.url, CAMILLE, language);
    expect((await browser.get('/settings')).html).toContain('href="/settings/password"');
    expect((await browser.get('/settings/password')).heading).toBe(heading);
    expect((await browser.post('/settings/password', CHANGE)).html).toContain(done);
  });

  it('is for who is signed in, and for forms of our own', async () => {
    await using app = await startApp();
    expect((await new Browser(app.url).get('/settings/password')).url.pathname).toBe('/sign-in');
    const browser = await signedUp(app.url, CAMILLE);
    expect((await browser.post('/settings/password', CHANGE, 'https://other.example')).status).toBe(403);
    expect((await new Browser(app.url).post('/settings/password', CHANGE)).url.pathname).toBe('/sign-in');
  });
});
