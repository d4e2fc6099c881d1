/** Tests the ways into the widgets and out of them: languages, cancelling, pages out of turn, and the other actions. */
import { describe, expect, it } from 'vitest';
import { call, get, sandboxForTest, userToken } from './helpers.ts';
import { openPage, widgetUrl, WIDGET_SCOPES } from './widget-player.ts';

const RIGHT = { identifier: '12345', password: 'secret' };
const instant = { synchronization: { durationMs: 0 } };

describe('a widget', () => {
  it('speaks the language of locale, else the browser’s, else French', async () => {
    const sandbox = await sandboxForTest();
    const titleIn = async (locale: string | undefined, acceptLanguage: string) => {
      const url = await widgetUrl(sandbox, 'terms', locale === undefined ? {} : { locale });
      return (await openPage(url, { headers: { 'accept-language': acceptLanguage } })).title;
    };
    const [french, english] = ['Conditions d’utilisation', 'Terms of use'];
    expect(await titleIn('en', 'fr')).toBe(english);
    expect(await titleIn('fr_FR', 'en')).toBe(french);
    expect(await titleIn(undefined, 'de-DE,en-GB;q=0.8,fr;q=0.5')).toBe(english);
    expect(await titleIn(undefined, 'de')).toBe(french);
    expect(await titleIn('de', 'en')).toBe(french);
  });

  it('leads a user who cancels to cancel_url as it stands, else to redirect_url with a status', async () => {
    const sandbox = await sandboxForTest();
    const cancelled = async (parameters: Readonly<Record<string, string>>) => {
      const page = await openPage(await widgetUrl(sandbox, 'add_connection', { ...parameters, locale: 'en' }));
      return openPage(new URL(page.href('Cancel and go back') ?? '', page.url).href);
    };
    const [redirect, cancel] = ['https://app.example/linked?a=1', 'https://app.example/banks?b=2'];
    const both = await cancelled({ redirect_url: redirect, cancel_url: cancel });
    expect([both.status, both.headers.get('location')]).toEqual([303, cancel]);
    expect((await cancelled({ redirect_url: redirect })).headers.get('location')).toBe(`${redirect}&status=cancelled`);
    expect((await cancelled({})).title).toBe('Cancelled');
    expect((await cancelled({ cancel_url: 'javascript:alert(1)' })).title).toBe('Cancelled');
  });

  it('leads to no address but those that its own URL named', async () => {
    const sandbox = await sandboxForTest();
    const page = await openPage(await widgetUrl(sandbox, 'terms', { cancel_url: 'https://app.example/' }));
    const evil = 'cancel_url=https%3A%2F%2Fevil.example&redirect_url=https%3A%2F%2Fevil.example';
    const cancelled = await openPage(`${page.url.replace('terms/terms', 'cancel')}&${evil}`);
    expect(cancelled.headers.get('location')).toBe('https://app.example/');
    const done = await page.submit({});
    expect((await openPage(`${done.url}&${evil}`)).html).not.toContain('evil.example');
  });

  it('strikes what identifies a session out of the log', async () => {
    const lines: string[] = [];
    const sandbox = await sandboxForTest({ onRequest: (line) => lines.push(line) });
    const page = await openPage(await widgetUrl(sandbox, 'add_connection', { provider_id: '9201' }));
    await page.submit(RIGHT);
    const id = new URL(page.url).searchParams.get('session') ?? '';
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const shown = lines.join('\n');
    expect(shown).toContain('POST /widget/add_connection/sign-in?session=***');
    expect(shown).not.toContain(id);
    expect(shown).not.toContain(RIGHT.password);
  });

  it('has pages that no other page can read, keep or learn the address of, and that any page may embed', async () => {
    const sandbox = await sandboxForTest();
    const { headers } = await openPage(await widgetUrl(sandbox, 'terms'));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*form-action 'self'.*frame-ancestors \*/),
    });
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('shows no page out of turn', async () => {
    const sandbox = await sandboxForTest(instant);
    const signIn = await openPage(await widgetUrl(sandbox, 'add_connection', { provider_id: '9202' }));
    for (const step of ['second-factor', 'accounts', 'consent', 'syncing', 'done', 'problem', 'terms']) {
      expect((await openPage(signIn.url.replace('sign-in', step))).step).toBe('sign-in');
    }
    const skipped = await fetch(signIn.url.replace('sign-in', 'consent'), {
      method: 'POST',
      body: new URLSearchParams({ answer: 'agree' }),
      redirect: 'manual',
    });
    expect([skipped.status, skipped.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in?')]);
    const token = await userToken(sandbox, WIDGET_SCOPES);
    expect(await get(sandbox, token, '/connections')).toHaveLength(2);
  });

  it('makes one connection, however often its last form is sent', async () => {
    const sandbox = await sandboxForTest(instant);
    const signIn = await openPage(await widgetUrl(sandbox, 'add_connection', { provider_id: '9201' }));
    const consent = await signIn.submit(RIGHT);
    const ends = await Promise.all([1, 2, 3].map(() => consent.submit({ answer: 'agree' })));
    expect(ends.map(({ step }) => step)).toEqual(['done', 'done', 'done']);
    expect((await openPage(signIn.url)).step).toBe('done');
    expect((await openPage(new URL(signIn.href('Annuler et revenir') ?? '', signIn.url).href)).step).toBe('done');
    expect((await signIn.submit(RIGHT)).step).toBe('done');
    const token = await userToken(sandbox, WIDGET_SCOPES);
    expect(await get(sandbox, token, '/connections')).toHaveLength(3);
  });

  it('belongs to its action and its session: no other page knows it', async () => {
    const sandbox = await sandboxForTest();
    const page = await openPage(await widgetUrl(sandbox, 'terms', { locale: 'en' }));
    const statusOf = async (url: string, init: RequestInit = {}) =>
      (await fetch(url, { redirect: 'manual', ...init })).status;
    expect(await statusOf(page.url.replace('widget/terms', 'widget/manage_accounts'))).toBe(401);
    expect(await statusOf(page.url.replace(/session=.*/, 'session=1'))).toBe(401);
    expect(await statusOf(`${new URL(page.url).origin}/widget/nothing`)).toBe(404);
    expect(await statusOf(page.url.replace('?', '/more?'))).toBe(404);
    expect(await statusOf(page.url, { method: 'DELETE' })).toBe(405);
    expect(await statusOf(await widgetUrl(sandbox, 'terms'), { method: 'POST' })).toBe(405);
  });

  it('ends with the session’s access token, and with its user', async () => {
    const sandbox = await sandboxForTest();
    const old = await openPage(await widgetUrl(sandbox, 'terms', { locale: 'en' }));
    sandbox.clock.advance(3_600_000);
    expect([(await openPage(old.url)).status, (await openPage(old.url)).title]).toEqual([
      401,
      'This page cannot be shown',
    ]);
    const page = await openPage(await widgetUrl(sandbox, 'terms', { locale: 'en' }));
    await call(sandbox, await userToken(sandbox, WIDGET_SCOPES), '/users/me', { method: 'DELETE' });
    expect((await openPage(page.url)).status).toBe(404);
  });

  it('takes only its own forms: JSON and other bodies count as empty', async () => {
    const sandbox = await sandboxForTest();
    const page = await openPage(await widgetUrl(sandbox, 'add_connection', { provider_id: '9201' }));
    const response = await fetch(page.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(RIGHT),
    });
    expect(response.status).toBe(422);
  });
});

describe('the other actions', () => {
  it('edit_credentials lets the user choose among several banks, or takes the one that the application names', async () => {
    const sandbox = await sandboxForTest(instant);
    const choice = await openPage(await widgetUrl(sandbox, 'edit_credentials', { locale: 'en' }));
    const ids = choice.valuesOf('connection_id');
    expect([choice.title, ids.length]).toEqual(['Which bank is it about?', 2]);
    expect((await choice.submit({ connection_id: '1' })).status).toBe(422);
    expect((await choice.submit({ connection_id: ids[1] ?? '' })).step).toBe('sign-in');
    const named = { connection_id: ids[0] ?? '' };
    expect((await openPage(await widgetUrl(sandbox, 'edit_credentials', named))).step).toBe('sign-in');
    const none = await openPage(await widgetUrl(sandbox, 'edit_credentials', { provider_id: '9301', locale: 'en' }));
    expect([none.step, none.title]).toEqual(['problem', 'No linked bank']);
  });

  it('edit_credentials tells the application which connection was renewed', async () => {
    const sandbox = await sandboxForTest(instant);
    const parameters = { provider_id: '9101', redirect_url: 'https://app.example/', locale: 'en' };
    const code = await (await openPage(await widgetUrl(sandbox, 'edit_credentials', parameters))).submit(RIGHT);
    const done = await (await code.submit({ code: '123456' })).submit({ answer: 'agree' });
    expect(done.href('Back to the application')).toMatch(
      /^https:\/\/app\.example\/\?status=success&result=updated&connection_id=\d+$/,
    );
  });

  it('manage_accounts ends the updates of accounts, and takes them up again', async () => {
    const sandbox = await sandboxForTest(instant);
    const token = await userToken(sandbox, 'accounts_manage connections_sync transactions_read');
    const statuses = async () =>
      (await get<{ readonly status: string }[]>(sandbox, token, '/accounts')).map(({ status }) => status);
    const page = await openPage(await widgetUrl(sandbox, 'manage_accounts', { locale: 'en' }));
    const [first = '', ...others] = page.valuesOf('account');
    expect((await page.submit({ account: others })).step).toBe('done');
    await call(sandbox, token, '/connections/sync', { method: 'POST' });
    expect((await statuses()).slice(0, 2)).toEqual(['SUSPENDED', 'ACTIVE']);
    const again = await openPage(await widgetUrl(sandbox, 'manage_accounts', { locale: 'en' }));
    await again.submit({ account: [first, ...others] });
    expect(new Set(await statuses())).toEqual(new Set(['ACTIVE']));
  });

  it('manage_accounts leaves manual accounts alone', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_manage');
    const json = { name: 'Tirelire', type: 'SAVINGS' };
    const { id } = (await (await call(sandbox, token, '/accounts', { method: 'POST', json })).json()) as { id: string };
    const page = await openPage(await widgetUrl(sandbox, 'manage_accounts'));
    expect(page.valuesOf('account')).not.toContain(id);
    await page.submit({});
    expect(await get(sandbox, token, `/accounts/${id}`)).toMatchObject({ status: 'MANUAL' });
  });

  it('edit_credentials says so if the bank was unlinked meanwhile', async () => {
    const sandbox = await sandboxForTest(instant);
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const [{ id } = { id: '' }] = await get<{ readonly id: string }[]>(sandbox, token, '/connections');
    const signIn = await openPage(await widgetUrl(sandbox, 'edit_credentials', { connection_id: id, locale: 'en' }));
    await call(sandbox, token, `/connections/${id}`, { method: 'DELETE' });
    const page = await signIn.submit(RIGHT);
    expect([page.step, page.title]).toEqual(['problem', 'No linked bank']);
  });

  it('professional-account says which accounts are professional', async () => {
    const sandbox = await sandboxForTest();
    const page = await openPage(await widgetUrl(sandbox, 'professional_account', { locale: 'en' }));
    const [first = ''] = page.valuesOf('account');
    await page.submit({ account: first });
    const token = await userToken(sandbox, 'accounts_read');
    const accounts = await get<{ readonly id: string }[]>(sandbox, token, '/accounts?usage=PROFESSIONAL');
    expect(accounts.map(({ id }) => id)).toEqual([first]);
  });

  it('user_input asks at every bank, and synchronizes again', async () => {
    const sandbox = await sandboxForTest(instant);
    const page = await openPage(await widgetUrl(sandbox, 'user_input', { provider_id: '9101', locale: 'en' }));
    expect(page.step).toBe('second-factor');
    const done = await page.submit({ code: '123456' });
    expect([done.step, done.html]).toEqual(['done', expect.stringContaining('Banque du Littoral has your answer.')]);
  });

  it('the end of add_connection says that the bank has a question, where it has one', async () => {
    const sandbox = await sandboxForTest(instant);
    const signIn = await openPage(await widgetUrl(sandbox, 'add_connection', { provider_id: '9211', locale: 'en' }));
    const done = await (await (await signIn.submit(RIGHT)).submit({ code: '123456' })).submit({ answer: 'agree' });
    expect([done.step, done.html]).toEqual(['done', expect.stringContaining('The bank has a question for you.')]);
    const renewal = await openPage(await widgetUrl(sandbox, 'edit_credentials', { provider_id: '9211' }));
    const consent = await (await renewal.submit(RIGHT)).submit({ code: '123456' });
    expect([consent.step, consent.html]).toEqual(['consent', expect.not.stringContaining('<ul class="rows">')]);
  });
});
