// A bank is linked, looked after, and told apart from outages when something is in the way.
import { afterEach, describe, expect, it } from 'vitest';
import { addSandboxPeople } from '../src/linxo/sandbox-people.ts';
import { Browser, signedUp } from './support/browser.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { AGREE, playWidget } from './support/widget.ts';

let app: RunningApp;
afterEach(() => app[Symbol.asyncDispose]());

const at = (bank: string) => ({ ...AGREE, bank: { provider_id: bank } });

/** Signs somebody up whose synchronizations take no time, unless a test steps them. */
async function visitor(durationMs = 0, email = 'camille@example.org'): Promise<Browser> {
  app = await startApp();
  app.sandbox.synchronizations.durationMs = durationMs;
  return signedUp(app.url, email);
}

async function link(browser: Browser, choices = AGREE) {
  const { status, headers } = await browser.post('/banks/link');
  expect(status).toBe(303);
  return browser.get(await playWidget(String(headers.get('location')), choices));
}

/** Returns what somebody shares, as the JSON routes have it. */
async function shared(browser: Browser) {
  const read = async (path: string) => JSON.parse((await browser.get(path)).html) as Record<string, string>[];
  const [banks, accounts, transactions] = await Promise.all(
    ['/api/connections', '/api/accounts', '/api/transactions?limit=500'].map(read),
  );
  const banksOf = new Map(accounts?.map(({ id, connection_id: bank }) => [id, bank]));
  return {
    banks: banks?.length ?? 0,
    accounts: accounts?.length ?? 0,
    /** The ids of the banks that have movements. */
    moving: new Set(transactions?.map(({ account_id: account }) => banksOf.get(account))),
  };
}

const stateIn = (html: string) => /<span class="state [^>]*>.*?<\/span>\s*([^<]+)</s.exec(html)?.[1]?.trim();

describe('linking a bank', () => {
  it('leads to the widget and back to the bank that was linked', async () => {
    const browser = await visitor();
    expect((await browser.get('/banks')).html).toContain('No bank is linked yet');
    const back = await link(browser);
    expect([back.status, back.url.pathname.slice(0, 7), back.heading]).toEqual([200, '/banks/', 'Test Success']);
    expect(back.html).toContain('The bank is linked, and its accounts are here.');
    expect((await browser.get('/banks')).html).toContain('Up to date');
  });

  it('opens the session with the scopes of the action, in the language of the page, and comes back to this application', async () => {
    const browser = await visitor();
    app.sandbox.log.clear();
    const { headers } = await browser.post('/banks/link');
    const url = new URL(String(headers.get('location')));
    expect(url.origin).toBe(new URL(app.sandbox.widgets).origin);
    expect(url.searchParams.get('locale')).toBe('en');
    expect(url.searchParams.get('redirect_url')).toBe(`${app.url}/banks/linked`);
    const asked = app.sandbox.log.tokenRequests.map(({ scopeAsked }) => scopeAsked);
    const widgets = asked.find((scopes) => scopes?.includes('connections_manage')) ?? '';
    expect(widgets.split(' ').toSorted()).toEqual([
      'accounts_manage',
      'accounts_read',
      'connections_manage',
      'connections_sync',
      'profile',
      'profile_edit',
      'transactions_read',
    ]);
  });

  it('says what to do when somebody cancels', async () => {
    const browser = await visitor();
    const { headers } = await browser.post('/banks/link');
    const back = await browser.get(await playWidget(String(headers.get('location')), {}));
    expect([back.status, back.heading]).toEqual([200, 'No bank was linked']);
    expect(back.html).toContain('action="/banks/link"');
  });

  it('says what to do when the consent is refused at the bank', async () => {
    const browser = await visitor();
    const back = await link(browser, { ...AGREE, consent: { answer: 'refuse' } });
    expect(back.heading).toBe('No bank was linked');
    expect((await browser.get('/banks')).html).toContain('No bank is linked yet');
  });

  it.each([
    '/banks/linked',
    '/banks/linked?status=success',
    '/banks/linked?status=success&connection_id=../users/me',
    '/banks/linked?status=success&connection_id=99999999',
    '/banks/linked?status=failed&connection_id=1',
    '/banks/linked?status[]=success&connection_id[]=1',
  ])('does not believe an address that anybody could have made: %s', async (path) => {
    const browser = await visitor();
    expect((await browser.get(path)).heading).toBe('Linking the bank did not work');
  });

  it('is for forms of our own pages, and for who is signed in', async () => {
    const browser = await visitor();
    expect((await browser.post('/banks/link', {}, 'https://other.example')).status).toBe(403);
    browser.cookies.clear();
    expect((await browser.post('/banks/link')).url.pathname).toBe('/sign-in');
  });

  it('shows a page that may be retried while the widgets are down', async () => {
    const browser = await visitor();
    await browser.get('/banks');
    await app.sandbox.close();
    const shown = await browser.post('/banks/link');
    expect([shown.status, shown.heading]).toEqual([503, 'Your banks’ data cannot be reached right now']);
  });
});

describe('an update', () => {
  it('shows how far it is, by reloading without a script, and by events with one', async () => {
    const browser = await visitor(Number.POSITIVE_INFINITY);
    const back = await link(browser);
    expect(stateIn(back.html)).toBe('Updating');
    expect(back.html).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    const events = /data-events="([^"]+)"/.exec(back.html)?.[1] ?? '';
    const response = await fetch(app.url + events, {
      headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const text: string[] = [];
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text.push(chunk);
      app.sandbox.synchronizations.step();
    }
    expect(text[0]).toContain('event: progress\ndata: {"text":"Waiting for the bank’s answer."');
    expect(text.at(-1)).toMatch(/^event: done\ndata: \{"text":"3 of 3 accounts updated\."/);
    expect(stateIn((await browser.get(back.url.pathname)).html)).toBe('Up to date');
  });

  it('that has brought no account yet is not taken for no bank', async () => {
    const browser = await visitor(Number.POSITIVE_INFINITY);
    await link(browser);
    const { html } = await browser.get('/accounts');
    expect(html).toContain('Your bank is linked, but has sent no accounts yet.');
    expect(html).not.toContain('action="/banks/link"');
  });

  it.each([
    [
      '9208',
      'en',
      'Your bank is linked, but has sent no accounts. The page of your banks shows how the last update ended',
    ],
    ['9208', 'fr', 'Votre banque est reliée, mais n’a transmis aucun compte.'],
  ])('of bank %s that has ended without an account is not waited for, in %s', async (bank, language, text) => {
    const browser = await visitor();
    const { url } = await link(browser, at(bank));
    const reader = new Browser(app.url, language);
    for (const [name, value] of browser.cookies) reader.cookies.set(name, value);
    const { html } = await reader.get('/accounts');
    expect(html).toContain(text);
    expect(html).not.toContain('how far');
    expect((await reader.get(url.pathname)).html).not.toMatch(/by ourselves|nous-mêmes/);
  });

  it('is asked for by a button, and leads to the page of its progress', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    app.sandbox.synchronizations.durationMs = Number.POSITIVE_INFINITY;
    const shown = await browser.post(`${url.pathname}/sync`);
    expect([shown.url.pathname, stateIn(shown.html)]).toEqual([url.pathname, 'Updating']);
    expect((await browser.post(`${url.pathname}/sync`)).status).toBe(200);
  });

  it('ends its stream when the browser goes away, and lets one person have four at most', async () => {
    const browser = await visitor(Number.POSITIVE_INFINITY);
    const { url } = await link(browser);
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const open = (signal: AbortSignal) => fetch(`${app.url}${url.pathname}/progress`, { headers: { cookie }, signal });
    const head = () => fetch(`${app.url}${url.pathname}/progress`, { method: 'HEAD', headers: { cookie } });
    for (let heads = 0; heads < 6; heads += 1) expect((await head()).status).toBe(200);
    const leaving = new AbortController();
    const opened = await Promise.all([1, 2, 3, 4, 5, 6].map(() => open(leaving.signal)));
    const refused = opened.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['10', '10']);
    expect(await refused[0]?.json()).toMatchObject({
      status: 429,
      detail: 'There were too many requests. Try again in 10 seconds.',
    });
    const shown = await browser.get(`${url.pathname}/progress`);
    expect([shown.status, shown.heading, shown.headers.get('retry-after')]).toEqual([429, 'Too many requests', '10']);
    expect(shown.html).toContain('Too many requests came in a short time. Try again in 10 seconds.');
    leaving.abort();
    const again = new AbortController();
    await expect.poll(async () => (await open(again.signal)).status, { timeout: 10_000 }).toBe(200);
    again.abort();
  });
});

describe('a bank that needs something', () => {
  it('whose consent ran out is neither an error nor an outage: it is renewed at the bank', async () => {
    const browser = await visitor();
    const { url } = await link(browser, at('9210'));
    app.sandbox.clock.advance(61_000);
    app.sandbox.synchronizations.finish();
    const shown = await browser.post(`${url.pathname}/sync`);
    expect(stateIn(shown.html)).toBe('Consent ended');
    const { headers } = await browser.post(`${url.pathname}/renew`);
    const back = await browser.get(await playWidget(String(headers.get('location'))));
    expect([back.url.pathname, stateIn(back.html)]).toEqual([url.pathname, 'Up to date']);
  });

  it('is one of the people of the sandbox, who renews it, and everything is up to date', async () => {
    app = await startApp();
    app.sandbox.synchronizations.durationMs = 0;
    await addSandboxPeople(app.services, app.sandbox);
    const jules = new Browser(app.url);
    const fields = { email: 'jules@example.org', password: 'broken-link-jules', next: '/banks' };
    const { html } = await jules.post('/sign-in', fields);
    const banks = [...html.matchAll(/href="(\/banks\/\w+)"/g)].map(([, path]) => String(path));
    const pages = await Promise.all(banks.map((path) => jules.get(path)));
    const ended = pages.find((shown) => stateIn(shown.html) === 'Consent ended');
    const { headers } = await jules.post(`${ended?.url.pathname}/renew`);
    const back = await jules.get(await playWidget(String(headers.get('location'))));
    expect([back.url.pathname, stateIn(back.html)]).toEqual([ended?.url.pathname, 'Up to date']);
    expect((await jules.get('/banks')).html).not.toContain('Consent ended');
    expect(stateIn((await jules.post(`${back.url.pathname}/sync`)).html)).toBe('Up to date');
  });

  it.each([
    ['en', 'Your consent does not cover this'],
    ['fr', 'Votre accord ne couvre pas cette action'],
  ])('speaks of an action to who may not do it, in %s', async (language, heading) => {
    app = await startApp();
    await addSandboxPeople(app.services, app.sandbox);
    const mehdi = new Browser(app.url, language);
    await mehdi.post('/sign-in', { email: 'mehdi@example.org', password: 'narrow-gate-mehdi' });
    const refused = await mehdi.post('/banks/link');
    expect([refused.status, refused.heading]).toEqual([403, heading]);
    expect((await mehdi.get('/banks')).heading).not.toBe(heading);
  });

  it('asks its question in the widget', async () => {
    const browser = await visitor();
    const { url } = await link(browser, at('9211'));
    const shown = await browser.get(url.pathname);
    expect(stateIn(shown.html)).toBe('Waiting for you');
    const { headers } = await browser.post(`${url.pathname}/answer`);
    const back = await browser.get(await playWidget(String(headers.get('location'))));
    expect(stateIn(back.html)).toBe('Up to date');
  });

  it.each([
    ['9207', 'Partly updated'],
    ['9208', 'Not updated'],
  ])('%s is shown as "%s", and can be updated again', async (bank, state) => {
    const browser = await visitor();
    const { url } = await link(browser, at(bank));
    const shown = await browser.get(url.pathname);
    expect(stateIn(shown.html)).toBe(state);
    expect(shown.html).toContain(`action="${url.pathname}/sync"`);
  });

  it('is not confused with an access token that ran out: that one is replaced, and nobody notices', async () => {
    const browser = await visitor();
    await addSandboxPeople(app.services, app.sandbox);
    await browser.post('/sign-in', { email: 'jules@example.org', password: 'broken-link-jules', next: '/banks' });
    app.sandbox.revoke('all');
    app.sandbox.log.clear();
    const { status, html } = await browser.get('/banks');
    expect([status, html.includes('Up to date'), html.includes('Consent ended')]).toEqual([200, true, true]);
    expect(app.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it.each([
    ['en', 12, 'Try again in 1 minute.'],
    ['en', 200, 'Try again in 4 minutes.'],
    ['fr', 200, 'Réessayez dans 4 minutes.'],
  ])('is told how long Linxo asks to wait, in %s: %i s', async (language, after, words) => {
    app = await startApp();
    app.sandbox.synchronizations.durationMs = 0;
    const browser = await signedUp(app.url, 'camille@example.org', language);
    await browser.get('/banks');
    app.sandbox.faults.always('api', { kind: 'retryAfter', after });
    const shown = await browser.get('/banks');
    expect([shown.status, shown.html.includes(words)]).toEqual([503, true]);
    expect(Number(shown.headers.get('retry-after'))).toBe(after);
  });

  it('is not confused with an outage either', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    app.sandbox.faults.always('api', { kind: 'status', status: 503 });
    const shown = await browser.get(url.pathname);
    expect([shown.status, shown.heading]).toEqual([503, 'Your banks’ data cannot be reached right now']);
    expect(shown.html).toContain(`href="${url.pathname}"`);
    expect(shown.html).not.toContain('onsent');
  });

  it('is removed with its accounts and movements, after a word', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    await link(browser, at('9202'));
    const shown = await browser.get(url.pathname);
    const path = `${url.pathname}/remove`;
    expect(shown.html).toContain(`href="${path}"`);
    const asked = await browser.get(path);
    expect([asked.status, asked.heading]).toEqual([200, 'Remove Test Success']);
    expect(asked.html).toContain('Its 3 accounts and all their movements are deleted');
    expect(asked.html).toContain(`<form method="post" action="${path}"`);
    const before = await shared(browser);
    expect(before.moving.size).toBe(2);

    const removed = await browser.post(path, { word: ' Remove ' });
    expect([removed.status, removed.url.pathname]).toEqual([200, '/banks']);
    expect(removed.html).toContain('The bank is not linked any more.');
    expect(removed.html).not.toContain(url.pathname);
    const after = await shared(browser);
    expect([before.banks - after.banks, before.accounts - after.accounts]).toEqual([1, 3]);
    expect([after.banks, after.accounts > 0, after.moving.size]).toEqual([1, true, 1]);
    expect((await browser.get(url.pathname)).status).toBe(404);
    expect((await browser.get(path)).status).toBe(404);
  });

  it.each([
    ['no word', {}],
    ['another word', { word: 'delete' }],
    ['the word of another language', { word: 'retirer' }],
  ])('is not removed with %s', async (_case, fields: Readonly<Record<string, string>>) => {
    const browser = await visitor();
    const { url } = await link(browser);
    app.sandbox.log.clear();
    const shown = await browser.post(`${url.pathname}/remove`, fields);
    expect([shown.status, shown.html.includes('Type the word exactly as shown above.')]).toEqual([422, true]);
    expect(app.sandbox.log.apiCalls.map(({ method }) => method)).not.toContain('DELETE');
    expect((await shared(browser)).banks).toBe(1);
  });

  it('is removed in French, too', async () => {
    app = await startApp();
    app.sandbox.synchronizations.durationMs = 0;
    const browser = await signedUp(app.url, 'camille@example.org', 'fr');
    const { url } = await link(browser);
    const asked = await browser.get(`${url.pathname}/remove`);
    expect(asked.heading).toBe('Retirer Test Success');
    expect(asked.html).toContain('Saisissez «\u202fretirer\u202f» pour confirmer');
    const removed = await browser.post(`${url.pathname}/remove`, { word: 'retirer' });
    expect(removed.html).toContain('La banque n’est plus reliée.');
  });

  it('is removed once by a form that is sent twice, and by another try after an answer that was lost', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    app.sandbox.faults.next('DELETE /connections/{id}', { kind: 'status', status: 503 });
    const failed = await browser.post(`${url.pathname}/remove`, { word: 'remove' });
    expect([failed.status, (await browser.get(url.pathname)).status]).toEqual([503, 200]);
    const twice = await Promise.all([1, 2].map(() => browser.post(`${url.pathname}/remove`, { word: 'remove' })));
    expect(twice.map(({ status, url: { pathname } }) => [status, pathname])).toEqual([
      [200, '/banks'],
      [200, '/banks'],
    ]);
    expect((await shared(browser)).banks).toBe(0);
  });

  it('is not said to be removed while Linxo still has it', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    app.sandbox.faults.always('DELETE /connections/{id}', { kind: 'status', status: 404 });
    const shown = await browser.post(`${url.pathname}/remove`, { word: 'remove' });
    expect([shown.status, shown.heading]).toEqual([500, 'Something went wrong on our side']);
    expect((await browser.get(url.pathname)).status).toBe(200);
  });

  it('is removed while it is updated, too, and nothing comes of the update', async () => {
    const browser = await visitor(Number.POSITIVE_INFINITY);
    const { url } = await link(browser);
    await browser.post(`${url.pathname}/remove`, { word: 'remove' });
    expect(app.sandbox.synchronizations.running).toEqual([]);
    expect(await shared(browser)).toEqual({ banks: 0, accounts: 0, moving: new Set() });
  });

  it('is not removed for another person, by a page of another site, or without the consent for it', async () => {
    const browser = await visitor();
    await addSandboxPeople(app.services, app.sandbox);
    const { url } = await link(browser);
    const path = `${url.pathname}/remove`;
    const other = await signedUp(app.url, 'other@example.org');
    expect([(await other.get(path)).status, (await other.post(path, { word: 'no' })).status]).toEqual([404, 404]);
    await other.post(path, { word: 'remove' });
    expect((await browser.post(path, { word: 'remove' }, 'https://other.example')).status).toBe(403);
    expect((await new Browser(app.url).post(path, { word: 'remove' })).url.pathname).toBe('/sign-in');
    const mehdi = new Browser(app.url);
    await mehdi.post('/sign-in', { email: 'mehdi@example.org', password: 'narrow-gate-mehdi' });
    const refused = await mehdi.post(path, { word: 'remove' });
    expect([refused.status, refused.heading]).toEqual([403, 'Your consent does not cover this']);
    expect((await browser.get(url.pathname)).status).toBe(200);
  });

  it('belongs to one person: for another one it is not there', async () => {
    const browser = await visitor();
    const { url } = await link(browser);
    const other = await signedUp(app.url, 'other@example.org');
    for (const shown of [
      await other.get(url.pathname),
      await other.post(`${url.pathname}/sync`),
      await other.post(`${url.pathname}/renew`),
    ])
      expect([shown.status, shown.heading]).toEqual([404, 'There is nothing here']);
    expect(
      (await other.get(`/banks/linked?status=success&connection_id=${url.pathname.split('/').at(-1)}`)).heading,
    ).toBe('Linking the bank did not work');
  });
});
