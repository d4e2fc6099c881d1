// People sign up, in and out, on each database; and those who should not get in do not.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findPerson } from '../src/people/people.ts';
import { beginSession } from '../src/people/sessions.ts';
import { readSessionCookie, writeSessionCookie } from '../src/people/session-cookie.ts';
import { createLog } from '../src/operations/log.ts';
import { isFromOwnPage, ownOriginOf } from '../src/security/own-pages.ts';
import { Browser, PASSWORD, signedUp } from './support/browser.ts';
import { DATABASES } from './support/databases.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

const CAMILLE = 'camille@example.org';
const OTHER = 'https://other.example';

describe.each(DATABASES)('on $name', (database) => {
  let app: RunningApp;
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    app = await startApp({ DATABASE_URL: await database.open(), ...env });
    return app;
  };
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => database.close());

  it('somebody signs up, is known by the cookie, signs out, and signs in again', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, '  Camille@Example.org ');
    const [cookie] = browser.cookies.values();
    expect(await services.database.selectFrom('people').select('email').execute()).toEqual([{ email: CAMILLE }]);
    expect((await browser.get('/')).html).toContain('action="/sign-out"');

    await browser.post('/sign-out');
    expect(browser.cookies.size).toBe(0);
    browser.cookies.set('session', String(cookie));
    expect((await browser.get('/')).html).not.toContain('action="/sign-out"');

    await browser.post('/sign-in', { email: CAMILLE, password: PASSWORD });
    expect((await browser.get('/')).html).toContain('action="/sign-out"');
  });

  it('keeps neither passwords nor the values of cookies', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, CAMILLE);
    const [cookie] = browser.cookies.values();
    const rows = JSON.stringify([
      await services.database.selectFrom('people').selectAll().execute(),
      await services.database.selectFrom('sessions').selectAll().execute(),
    ]);
    expect(rows).toContain('$argon2id$');
    expect(rows).not.toContain(PASSWORD);
    expect(rows).not.toContain(cookie);
  });

  it('takes an address once, however many ask for it at the same time', async () => {
    const { url, services } = await start();
    const shown = await Promise.all(
      [1, 2, 3].map((who) => new Browser(url).post('/sign-up', { email: CAMILLE, password: `${PASSWORD} ${who}` })),
    );
    expect(shown.filter(({ status }) => status === 409)).toHaveLength(2);
    expect(await services.database.selectFrom('people').selectAll().execute()).toHaveLength(1);
  });

  it('lets somebody in who sends the form to sign up twice', async () => {
    const { url, services } = await start();
    const fields = { email: CAMILLE, password: PASSWORD, next: '/settings' };
    const shown = await Promise.all([1, 2].map(() => new Browser(url).post('/sign-up', fields)));
    expect(shown.map(({ status, url: at }) => [status, at.pathname])).toEqual([
      [200, '/settings'],
      [200, '/settings'],
    ]);
    expect(await services.database.selectFrom('people').selectAll().execute()).toHaveLength(1);
  });

  it('lets nobody guess passwords by signing up, and does not say when a guess is right after too many', async () => {
    const { url } = await start();
    await signedUp(url, CAMILLE);
    const guess = (password: string) => new Browser(url).post('/sign-up', { email: CAMILLE, password });
    for (const word of ['one', 'two', 'three', 'four', 'five']) await guess(`a wrong guess: ${word}`);
    expect((await guess(PASSWORD)).status).toBe(409);
    expect((await new Browser(url).post('/sign-in', { email: CAMILLE, password: PASSWORD })).status).toBe(429);
  });

  it('takes the same password from keyboards that make its letters of different characters', async () => {
    const { url } = await start();
    const password = 'été à la plage';
    await new Browser(url).post('/sign-up', { email: CAMILLE, password: password.normalize('NFD') });
    const shown = await new Browser(url).post('/sign-in', {
      email: CAMILLE,
      password: password.normalize('NFC'),
      next: '/settings',
    });
    expect(shown.url.pathname).toBe('/settings');
  });

  it('gives a new cookie with each sign-in, and the one before ends', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, CAMILLE);
    const [before] = browser.cookies.values();
    await browser.post('/sign-in', { email: CAMILLE, password: PASSWORD });
    const [after] = browser.cookies.values();
    expect(after).not.toBe(before);
    expect(await services.database.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
  });

  it('keeps the hundred newest sessions of a person', async () => {
    const { url, services } = await start();
    const first = await signedUp(url, CAMILLE);
    const person = await findPerson(services.database, { email: CAMILLE, password: PASSWORD });
    if (!person) throw new Error('nobody is there');
    await services.database.updateTable('sessions').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
    const row = await services.database.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
    const later = Array.from({ length: 99 }, (_, index) => ({
      ...row,
      token_hash: String(index),
      created_at: '2026-01-02T00:00:00.000Z',
    }));
    await services.database.insertInto('sessions').values(later).execute();
    expect((await first.get('/settings')).url.pathname).toBe('/settings');
    await beginSession(services.database, person, undefined);
    expect(await services.database.selectFrom('sessions').selectAll().execute()).toHaveLength(100);
    expect((await first.get('/settings')).url.pathname).toBe('/sign-in');
  });

  it('knows a session no more when its time is over', async () => {
    const { url, services } = await start();
    const browser = await signedUp(url, CAMILLE);
    await services.database.updateTable('sessions').set({ expires_at: new Date().toISOString() }).execute();
    expect((await browser.get('/')).html).not.toContain('action="/sign-out"');
  });

  it('says the same of an unknown address and of a wrong password', async () => {
    const { url } = await start();
    await signedUp(url, CAMILLE);
    const [wrong, unknown] = await Promise.all(
      [CAMILLE, 'nobody@example.org'].map((email) =>
        new Browser(url).post('/sign-in', { email, password: 'not this one' }),
      ),
    );
    expect([wrong?.status, unknown?.status]).toEqual([403, 403]);
    expect(wrong?.html.replace(CAMILLE, '')).toBe(unknown?.html.replace('nobody@example.org', ''));
  });

  it('lets nobody guess: five attempts, then even the right password has to wait', async () => {
    const { url } = await start();
    await signedUp(url, CAMILLE);
    const guess = (password: string) => new Browser(url).post('/sign-in', { email: CAMILLE, password });
    const guesses = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(guess));
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    const right = await guess(PASSWORD);
    expect(right.status).toBe(429);
    expect(right.html).toContain('Those were too many attempts. Try again in 15 minutes.');
    expect(right.html).not.toContain('Check what you typed');
    const waitSeconds = Number(right.headers.get('retry-after'));
    expect(waitSeconds).toBeGreaterThan(14 * 60);
    expect(waitSeconds).toBeLessThanOrEqual(15 * 60);
  });
});

describe('the forms', () => {
  let app: RunningApp;
  afterEach(() => app[Symbol.asyncDispose]());

  it('say beside each field and above them all what is wrong, and keep what was typed, but for the password', async () => {
    app = await startApp();
    const shown = await new Browser(app.url).post('/sign-up', { email: 'cami<lle', password: 'too short' });
    expect(shown.status).toBe(422);
    expect(shown.html).toContain('value="cami&lt;lle"');
    expect(shown.html).toContain('role="alert"');
    expect(shown.html).toContain('aria-describedby="email-error"');
    expect(shown.html).not.toContain('too short');
  });

  it.each([
    ['several values', 'email=a%40b.fr&email=c%40d.fr&password=x'],
    ['nested values', 'email[a]=b&password[b]=c'],
    ['nothing', ''],
    ['a prototype', '__proto__[email]=a%40b.fr&constructor.prototype=1'],
    ['zero bytes', 'email=a%00%40b.fr&password=correct+horse+battery%00'],
  ])('refuse %s', async (_case, body) => {
    app = await startApp();
    const response = await fetch(`${app.url}/sign-up`, {
      method: 'POST',
      body,
      headers: { origin: app.url, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect(response.status).toBe(422);
    expect(await app.services.database.selectFrom('people').selectAll().execute()).toEqual([]);
  });

  it('take no body that is longer than a form of ours', async () => {
    app = await startApp();
    expect((await new Browser(app.url).post('/sign-in', { email: 'x'.repeat(20_000) })).status).toBe(413);
  });

  it.each(['/sign-up', '/sign-in', '/sign-out'])('POST %s is refused to pages of other sites', async (path) => {
    app = await startApp();
    const browser = await signedUp(app.url, CAMILLE);
    const shown = await browser.post(path, { email: 'new@example.org', password: PASSWORD }, OTHER);
    expect([shown.status, shown.heading]).toEqual([403, 'This did not come from our own page']);
    expect(await app.services.database.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
  });

  it.each([
    ['/transactions?page=2', '/transactions'],
    ['https://other.example/', '/accounts'],
    ['//other.example', '/accounts'],
    [String.raw`/\other.example`, '/accounts'],
    ['/a\r\nSet-Cookie: x=y', '/accounts'],
    ['/a?b\r\nSet-Cookie: x=y', '/accounts'],
    [String.raw`/?\other.example`, '/accounts'],
    ['/\t/other.example', '/accounts'],
    ['/@other.example?x', '/accounts'],
    ['?x=//other.example', '/accounts'],
    ['javascript:alert(1)', '/accounts'],
  ])('lead to pages of our own only: %s', async (next, path) => {
    app = await startApp();
    await signedUp(app.url, CAMILLE);
    const shown = await new Browser(app.url).post('/sign-in', { email: CAMILLE, password: PASSWORD, next });
    expect([shown.url.origin, shown.url.pathname]).toEqual([app.url, path]);
  });

  it.each([
    ['/sign-in', '/sign-up'],
    ['/sign-up', '/sign-in'],
  ])('lead from %s to %s without losing the page that was wanted', async (from, to) => {
    app = await startApp();
    const wanted = '/transactions?q=a b&page=2';
    const browser = new Browser(app.url);
    const first = await browser.get(`${from}?next=${encodeURIComponent(wanted.replace(' ', '+'))}`);
    const href = `${to}?next=%2Ftransactions%3Fq%3Da%2Bb%26page%3D2`;
    expect(first.html).toContain(`<a href="${href}">`);
    const refused = await browser.post(from, { next: '/transactions?q=a+b&page=2' });
    expect([refused.status, refused.html.includes(`<a href="${href}">`)]).toEqual([422, true]);
    const second = await browser.get(href);
    expect(second.html).toContain('name="next" value="/transactions?q=a+b&amp;page=2"');
    expect(second.html).toContain('<a class="quiet" href="/sign-in?next=%2Ftransactions');
  });

  it.each(['https://other.example/', '//other.example', String.raw`/\other.example`, 'javascript:alert(1)', ''])(
    'link to each other without a page that is not ours: %s',
    async (next) => {
      app = await startApp();
      for (const path of ['/sign-in', '/sign-up']) {
        const { html } = await new Browser(app.url).get(`${path}?next=${encodeURIComponent(next)}`);
        expect(html).not.toMatch(/next=|name="next"/);
      }
    },
  );

  it('lead somebody who is signed in already straight to the page that was wanted', async () => {
    app = await startApp();
    const browser = await signedUp(app.url, CAMILLE);
    for (const path of ['/sign-in', '/sign-up'])
      expect((await browser.get(`${path}?next=/settings`)).url.pathname).toBe('/settings');
    expect((await browser.get('/sign-in?next=//other.example')).url.pathname).toBe('/accounts');
  });

  it('lead back to the page of a form whose sender is signed in no more', async () => {
    app = await startApp();
    const send = (referer: string) =>
      fetch(`${app.url}/settings/password`, {
        method: 'POST',
        headers: { accept: 'text/html', origin: app.url, referer },
        redirect: 'manual',
      });
    const location = async (referer: string) => (await send(referer)).headers.get('location');
    expect(await location(`${app.url}/settings/password`)).toBe('/sign-in?next=%2Fsettings%2Fpassword');
    for (const foreign of ['https://other.example/settings', 'x', `${app.url}:1/`, 'about:blank'])
      expect(await location(foreign)).toBe('/sign-in');
  });

  it('speak the language that the browser asks for', async () => {
    app = await startApp();
    const [french, english, other] = await Promise.all(
      ['fr-CA,en;q=0.5', 'en', 'de'].map((language) => new Browser(app.url, language).get('/sign-in')),
    );
    expect([french?.heading, english?.heading, other?.heading]).toEqual(['Se connecter', 'Sign in', 'Sign in']);
    expect(french?.html).toContain('<html lang="fr">');
    expect(french?.headers.get('vary')).toContain('Accept-Language');
  });
});

it('logs one line for each request, without queries, bodies, cookies or passwords', async () => {
  const lines: string[] = [];
  await using app = await startApp({}, { log: createLog('info', { write: (line) => void lines.push(line) }) });
  const browser = await signedUp(app.url, CAMILLE);
  await browser.get('/settings?next=/secret-query');
  const logged = lines.map((line) => JSON.parse(line) as { req: { id: string; method: string; path: string } });
  expect(logged.map(({ req }) => `${req.method} ${req.path}`).slice(0, 2)).toEqual(['POST /sign-up', 'GET /settings']);
  expect(new Set(logged.map(({ req }) => req.id)).size).toBe(logged.length);
  for (const secret of [PASSWORD, CAMILLE, 'secret-query', ...browser.cookies.values()])
    expect(lines.join('\n')).not.toContain(secret);
});

describe('the session cookie', () => {
  it('is for this host only, over TLS only where there is TLS, and out of reach of scripts', () => {
    const value = 'x'.repeat(43);
    expect(writeSessionCookie(value, true)).toBe(
      `__Host-session=${value}; Max-Age=1209600; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
    expect(writeSessionCookie(value, false)).toBe(`session=${value}; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax`);
  });

  it('over TLS is not read from a name that a page of the same site could have set', () => {
    expect(readSessionCookie(`session=${'x'.repeat(43)}`, true)).toBeUndefined();
  });
});

describe('a request that changes something', () => {
  const own = 'https://app.example.com';
  it.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin', origin: own, cookie: 'x' }, true],
    ['from an older browser', { origin: own, cookie: 'x' }, true],
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: OTHER, cookie: 'x' }, false],
    ['from a neighbour of the same site', { 'sec-fetch-site': 'same-site', cookie: 'x' }, false],
    ['from another site in an older browser', { origin: OTHER, cookie: 'x' }, false],
    ['from a page that hides where it is', { origin: 'null', cookie: 'x' }, false],
    ['from a program without a cookie', {}, true],
    ['from something that has a cookie and says nothing', { cookie: 'x' }, false],
  ])('%s', (_case, headers, passes) => {
    expect(isFromOwnPage('POST', headers, own)).toBe(passes);
  });
});

it.each([
  [undefined, 'localhost:3000', 'http://localhost:3000'],
  [undefined, '127.0.0.1:8080', 'http://127.0.0.1:8080'],
  [undefined, 'evil.example', 'http://localhost:3000'],
  [undefined, 'localhost:3000@evil.example', 'http://localhost:3000'],
  [undefined, 'localhost.evil.example', 'http://localhost:3000'],
  [undefined, undefined, 'http://localhost:3000'],
  ['https://app.example.com', 'evil.example', 'https://app.example.com'],
])('with PUBLIC_URL %s and the host %s, links begin with %s', (publicUrl, host, origin) => {
  expect(ownOriginOf(publicUrl, host, 3000)).toBe(origin);
});
