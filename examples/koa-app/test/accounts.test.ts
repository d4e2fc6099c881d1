// Accounts and transactions as people see them: sums that add up, filters that hold, and nobody else's data.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HISTORY_DAYS, balanceHistory } from '../src/accounts/balance-history.ts';
import { totalsOf } from '../src/accounts/totals.ts';
import { addSandboxPeople } from '../src/linxo/sandbox-people.ts';
import { ticksFor } from '../src/pages/chart-ticks.ts';
import { day, money, waitingTime } from '../src/pages/formats.ts';
import { readFilters } from '../src/transactions/filters.ts';
import { Browser, signedUp } from './support/browser.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

let app: RunningApp;
let camille: Browser;
let mehdi: Browser;

beforeAll(async () => {
  app = await startApp();
  await addSandboxPeople(app.services, app.sandbox);
  const signedIn = async (email: string, password: string) => {
    const browser = new Browser(app.url);
    await browser.post('/sign-in', { email, password });
    return browser;
  };
  camille = await signedIn('camille@example.org', 'correct-horse-camille');
  mehdi = await signedIn('mehdi@example.org', 'narrow-gate-mehdi');
});
afterAll(() => app[Symbol.asyncDispose]());

const amountsIn = (html: string) =>
  [...html.matchAll(/<span class="amount(?: in)?">([^<]+)</g)].map(([, text]) =>
    Number(
      String(text)
        .replace('−', '-')
        .replaceAll(/[^\d.-]/g, ''),
    ),
  );
const labelsIn = (html: string) => [...html.matchAll(/<li><span>([^<]*)<small>/g)].map(([, label]) => String(label));
const idsIn = (html: string) => [...html.matchAll(/href="\/accounts\/(\w+)"/g)].map(([, id]) => String(id));

describe('the page of accounts', () => {
  it('shows the sum first, without the loans, then the accounts under their banks, then the latest movements', async () => {
    const { html } = await camille.get('/accounts');
    const [sum = ''] = /<p class="sum"><span>([^<]+)/.exec(html)?.slice(1) ?? [];
    const accounts = amountsIn(html.slice(0, html.indexOf('class="movements"')));
    expect(accounts).toHaveLength(7);
    const withoutLoan = accounts.filter((amount) => amount > -5_000).reduce((one, other) => one + other, 0);
    expect(Number(sum.replaceAll(/[^\d.]/g, ''))).toBeCloseTo(withoutLoan, 2);
    expect(html.indexOf('Banque du Littoral')).toBeLessThan(html.indexOf('Boréale Direct'));
    expect(html.slice(html.indexOf('class="movements"')).match(/<li>/g)).toHaveLength(8);
  });

  it('shows accounts and no movements to somebody who shares no more', async () => {
    const { status, html } = await mehdi.get('/accounts');
    expect(status).toBe(200);
    expect(amountsIn(html)).toHaveLength(2);
    expect(html).toContain('Movements are not part of what you share');
    const refused = await mehdi.get('/transactions');
    expect([refused.status, refused.heading]).toEqual([403, 'You have not shared this']);
    expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope');
  });

  it('says what to do while there is no account', async () => {
    const browser = await signedUp(app.url, 'new@example.org');
    const { html, heading } = await browser.get('/accounts');
    expect(heading).toBe('Accounts');
    expect(html).toContain('action="/banks/link"');
  });

  it('says that it is not theirs to mend, and offers another attempt, while Linxo is down', async () => {
    app.sandbox.faults.always('GET /accounts', { kind: 'status', status: 503, headers: { 'retry-after': '7' } });
    const shown = await camille.get('/accounts');
    app.sandbox.faults.clear();
    expect([shown.status, shown.heading]).toEqual([503, 'Your banks’ data cannot be reached right now']);
    expect(shown.headers.get('retry-after')).toBe('7');
    expect(shown.html).toContain('href="/accounts"');
    expect((await camille.get('/accounts')).status).toBe(200);
  });

  it('asks who is not signed in to sign in, and then goes on where they wanted to go', async () => {
    const { url } = await new Browser(app.url).get('/transactions?q=loyer');
    expect(url.pathname + url.search).toBe('/sign-in?next=%2Ftransactions%3Fq%3Dloyer');
  });

  it.each([
    ['two words', 'CAFE DES'],
    ['signs', `*-._~!'()+&=?/:;,@$[]{}|^#%"<>\\`],
    ['the longest text', '漢'.repeat(80)],
  ])('still has a search of %s after the sign-in', async (_case, text) => {
    const browser = new Browser(app.url);
    const search = new URLSearchParams({ q: text, account: '', direction: 'out', from: '', to: '' });
    const signIn = await browser.get(`/transactions?${search}`);
    const next = /name="next" value="([^"]+)"/.exec(signIn.html)?.[1]?.replaceAll('&amp;', '&');
    expect(next).toBe(`/transactions?${search}`);
    const fields = { email: 'camille@example.org', password: 'correct-horse-camille', next: String(next) };
    expect((await browser.post('/sign-in', fields)).url.searchParams.get('q')).toBe(text);
  });

  it('shows whatever a bank calls things as text', async () => {
    const name = '<script>alert(1)</script>"\'&';
    app.sandbox.faults.always('GET /accounts', {
      kind: 'edit',
      edit: (body) => (body as object[]).map((account) => Object.assign(account, { name, currency: '<b>' })),
    });
    app.sandbox.faults.always('GET /transactions', {
      kind: 'edit',
      edit: (body) => (body as object[]).map((transaction) => Object.assign(transaction, { label: name })),
    });
    const pages = [await camille.get('/accounts'), await camille.get('/transactions')];
    app.sandbox.faults.clear();
    for (const { status, html } of pages) {
      expect(status).toBe(200);
      expect(html).toContain('&lt;script>alert(1)&lt;/script>');
      expect(html).not.toMatch(/<script>|<b>/);
    }
  });

  it.each(['/accounts', '/transactions', '/banks'])('%s takes less than 60 KB with its stylesheet', async (path) => {
    const { html } = await camille.get(path);
    const [, stylesheet = ''] = /href="(\/assets\/style[^"]+)"/.exec(html) ?? [];
    const css = await (await fetch(app.url + stylesheet)).text();
    expect(Buffer.byteLength(html) + Buffer.byteLength(css)).toBeLessThan(60_000);
  });
});

describe('the page of one account', () => {
  it('shows its balance, a chart that ends with it, and its movements only', async () => {
    const [id = ''] = idsIn((await camille.get('/accounts')).html);
    const { html } = await camille.get(`/accounts/${id}`);
    const sum = /<p class="sum">([^<]+)/.exec(html)?.[1];
    expect(html).toContain(`text-anchor="end">${sum}</text>`);
    expect(html).toContain(`account=${id}`);
    expect(html.match(/<svg[^>]*role="img"/g)).toHaveLength(4);
  });

  it('is not there for somebody else', async () => {
    const ids = idsIn((await camille.get('/accounts')).html);
    const other = await signedUp(app.url, 'other@example.org');
    for (const id of ids) expect((await other.get(`/accounts/${id}`)).status).toBe(404);
    for (const id of ids) expect((await other.get(`/transactions?account=${id}`)).html).not.toContain('<li><span>');
  });

  it.each(['..%2fusers%2fme', '%00', 'x'.repeat(200)])('refuses the id %s', async (id) => {
    expect((await camille.get(`/accounts/${id}`)).status).toBe(400);
  });
});

describe('the page of transactions', () => {
  it('leads from page to page, with the filters', async () => {
    const first = await camille.get('/transactions?direction=out');
    expect(labelsIn(first.html)).toHaveLength(50);
    const older = /<a href="([^"]+)">Older<\/a>/.exec(first.html)?.[1]?.replaceAll('&amp;', '&');
    expect(older).toBe('/transactions?direction=out&page=2');
    const second = await camille.get(String(older));
    expect(labelsIn(second.html)).toHaveLength(50);
    expect(second.html).toContain('Page 2');
    expect(amountsIn(second.html).every((amount) => amount < 0)).toBe(true);
    const far = await camille.get('/transactions?page=9000');
    expect([far.status, labelsIn(far.html).length]).toEqual([200, 0]);
    expect(far.html).toContain('This page is past the end');
    expect(far.html).toContain('<a href="/transactions">To the first page</a>');
    expect(far.html).not.toMatch(/No movements here yet|page=8999/);
    const farOut = await camille.get('/transactions?direction=out&page=9000');
    expect(farOut.html).toContain('<a href="/transactions?direction=out">To the first page</a>');
  });

  it('finds words without case and accents, on all pages', async () => {
    const { html } = await camille.get('/transactions?q=BoulangeriE');
    expect(labelsIn(html).length).toBeGreaterThan(5);
    expect(labelsIn(html).every((label) => label.includes('BOULANGERIE'))).toBe(true);
    expect(html).toContain('value="BoulangeriE"');
    expect((await camille.get('/transactions?q=no+such+word')).html).toContain('No movement matches');
  });

  it('names the account of each movement, unless they are all of one', async () => {
    const [, name = ''] = /<option value="\d+">([^<]+)/.exec((await camille.get('/transactions')).html) ?? [];
    const [id = ''] = idsIn((await camille.get('/accounts')).html);
    const notes = async (path: string) =>
      [...(await camille.get(path)).html.matchAll(/<small>([^<]*)</g)].map(([, note]) => String(note));
    expect((await notes('/transactions')).filter((note) => note.includes(` · ${name}`)).length).toBeGreaterThan(5);
    expect((await notes('/accounts')).some((note) => note.includes(` · ${name}`))).toBe(true);
    expect((await notes(`/transactions?account=${id}`)).some((note) => note.includes(` · ${name}`))).toBe(false);
  });

  it('keeps to a category, an account, a direction and days', async () => {
    const { html } = await camille.get('/transactions?category=RESTAURANTS&direction=out');
    expect(labelsIn(html).length).toBeGreaterThan(3);
    expect(
      [...html.matchAll(/<small>([^<·]+)/g)].every(([, category]) => category?.trim() === 'Restaurants et cafés'),
    ).toBe(true);
    const incoming = await camille.get('/transactions?direction=in');
    expect(amountsIn(incoming.html).every((amount) => amount > 0)).toBe(true);
    expect(labelsIn((await camille.get('/transactions?from=2090-01-01')).html)).toEqual([]);
  });

  it('says so when the first day is later than the last one', async () => {
    app.sandbox.log.clear();
    const { status, html } = await camille.get('/transactions?from=2026-03-02&to=2026-03-01&page=2');
    expect([status, labelsIn(html)]).toEqual([200, []]);
    expect(html).toContain('The first day is later than the last one');
    expect(app.sandbox.log.apiCalls.filter(({ path }) => path.endsWith('/transactions'))).toEqual([]);
    expect((await camille.get('/transactions?from=2026-03-01&to=2026-03-01')).html).not.toContain('is later than');
  });

  it('shows names of categories once they are known, and works without them', async () => {
    app.sandbox.log.clear();
    await camille.get('/transactions');
    await mehdi.get('/accounts');
    expect(app.sandbox.log.apiCalls.filter(({ path }) => path.endsWith('/categories'))).toEqual([]);
    await using fresh = await startApp();
    await addSandboxPeople(fresh.services, fresh.sandbox);
    fresh.sandbox.faults.always('GET /categories', { kind: 'status', status: 404, body: '{}' });
    const browser = new Browser(fresh.url);
    await browser.post('/sign-in', { email: 'camille@example.org', password: 'correct-horse-camille' });
    expect((await browser.get('/transactions')).status).toBe(200);
  });

  it.each([
    ['q[]=a&account[x]=1&category=&direction=sideways&from=31.12.2026&to=2026-02-31x&page=-1'],
    ['__proto__[q]=1&constructor=1&page=1e9'],
    ['page=NaN&q=%20%20'],
  ])('takes what is no filter for none: %s', (query) => {
    expect(readFilters(Object.fromEntries(new URLSearchParams(query)))).toEqual({ page: 1 });
  });
});

describe('the numbers', () => {
  it('of a history go backwards from today, day by day', () => {
    const nowMs = Date.parse('2026-03-31T10:00:00Z');
    const at = (iso: string, amount: number, more = {}) => ({
      id: iso,
      account_id: '1',
      currency: 'EUR',
      amount,
      date: Date.parse(iso) / 1000,
      ...more,
    });
    const history = balanceHistory(
      100,
      [
        at('2026-03-31T08:00:00Z', 30),
        at('2026-03-30T08:00:00Z', -10.1),
        at('2026-03-30T09:00:00Z', -10.2),
        at('2026-03-30T10:00:00Z', -999, { status: 'CANCELLED' }),
        at('2026-03-31T10:00:00Z', -999, { origin: 'UPCOMING' }),
      ],
      nowMs,
    );
    expect(history).toHaveLength(HISTORY_DAYS + 1);
    expect(history.slice(-4).map(({ balance }) => balance)).toEqual([90.3, 90.3, 70, 100]);
  });

  it('of totals keep currencies and loans apart', () => {
    const account = (balance: number, currency: string, type = 'CHECKINGS', status = 'ACTIVE') => ({
      id: '1',
      balance,
      currency,
      type,
      status,
    });
    const accounts = [
      account(0.1, 'EUR'),
      account(0.2, 'EUR'),
      account(5, 'USD'),
      account(-100, 'EUR', 'LOAN'),
      account(7, 'EUR', 'SAVINGS', 'CLOSED'),
    ];
    expect(totalsOf(accounts)).toEqual({
      sums: [
        { currency: 'EUR', amount: 0.3 },
        { currency: 'USD', amount: 5 },
      ],
      loans: [{ currency: 'EUR', amount: -100 }],
    });
  });

  it('on the scale of a chart are round, three, and around every balance', () => {
    for (let round = 0; round < 500; round += 1) {
      const [one, other] = [(round - 250) * 37.3, (round % 17) * (round % 5) * 411.1 - 3_000];
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      const [low, middle, high] = ticksFor(min, max);
      expect(low).toBeLessThanOrEqual(min);
      expect(high).toBeGreaterThanOrEqual(max);
      expect(middle - low).toBeCloseTo(high - middle, 6);
      expect(high - low).toBeLessThanOrEqual(Math.max(20, (max - min) * 6));
    }
  });

  it('are written as people of the language do', () => {
    expect(money('en', -1234.5, 'EUR')).toBe('−€1,234.50');
    expect(money('fr', -1234.5, 'EUR').replaceAll(/\s/g, ' ')).toBe('−1 234,50 €');
    expect(money('en', 5, 'EUR', 'always')).toBe('+€5.00');
    expect(money('en', 0, 'EUR', 'always')).toBe('€0.00');
    expect(money('en', 5, 'not a code')).toBe('5 not a code');
    const noon = Date.parse('2026-03-31T12:00:00Z') / 1000;
    expect(day('fr', noon, noon * 1000)).toBe('mardi 31 mars');
    expect(day('en', noon, Date.parse('2027-01-01'))).toBe('Tue 31 Mar 2026'.replace('Tue ', 'Tue, '));
  });
});

it.each([
  ['en', 1, 'in 1 second'],
  ['en', 59.2, 'in 60 seconds'],
  ['en', 60, 'in 1 minute'],
  ['en', 61, 'in 2 minutes'],
  ['fr', 45, 'dans 45 secondes'],
  ['fr', 60, 'dans 1 minute'],
  ['fr', 3600, 'dans 60 minutes'],
] as const)('a wait is never said to be shorter than it is: %s, %d s', (language, seconds, words) => {
  expect(waitingTime(language, seconds)).toBe(words);
});
