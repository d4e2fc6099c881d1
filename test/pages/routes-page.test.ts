import { type RouteDescription, routesPage } from '@linxo-guard/core/routes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { hasChromium, startChromium } from '../support/chromium.ts';
import { manyRoutes } from './many-routes.ts';

const route = (method: string, path: string, facts: Partial<RouteDescription> = {}): RouteDescription => ({
  method,
  path,
  requires: {},
  uncertain: [],
  endpoints: [],
  ...facts,
});
const ROUTES: readonly RouteDescription[] = [
  route('GET', '/transactions', {
    requires: { user: [['transactions_read']] },
    endpoints: ['GET /accounts', 'GET /transactions'],
  }),
  route('GET', '/either', {
    requires: { user: [['accounts_manage'], ['transactions_read']] },
    endpoints: ['GET /accounts'],
  }),
  route('POST', '/users', { requires: { client: [['users_create']] }, endpoints: ['POST /users'] }),
  route('GET', '/categories', { requires: { user: [[]] }, endpoints: ['GET /categories'] }),
  route('GET', '/maybe', {
    uncertain: [{ scopes: { user: [['accounts_read']] }, why: 'Its path is matched with case: put it on the route.' }],
  }),
  route('GET', String.raw`/<script>document.title="run"</script> ~ /^\/"&'/`),
  route('USE', '/files', { opaque: ['serve<Static>()'] }),
];

describe.skipIf(!hasChromium)('the page of routes, in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await startChromium();
    page = await browser.newPage();
    await page.setContent(routesPage(ROUTES, 'Routes of <this>'));
  });
  afterAll(() => browser?.close());

  /** Returns the text of a row's cells. */
  const rowOf = async (path: string) => {
    const cells = page.locator('tbody tr').filter({ hasText: path }).locator('th, td');
    return (await cells.allInnerTexts()).map((text) => text.trim());
  };

  it('has a column for each scope, by subject type, and one for the endpoints', async () => {
    expect(await page.locator('thead th').allInnerTexts()).toEqual([
      'route',
      'the application’s own token',
      'a user’s token',
      'endpoints',
      'users_create',
      'accounts_read',
      'accounts_manage',
      'transactions_read',
    ]);
    expect(await page.locator('thead th[scope=colgroup]').last().getAttribute('colspan')).toBe('3');
  });

  it('distinguishes required scopes, included scopes, alternatives and uncertain ones, and says what the words mean', async () => {
    expect(await rowOf('/transactions')).toEqual(['GET /transactions', '', 'included', '', 'required', '2 endpoints']);
    expect(await rowOf('/either')).toEqual(['GET /either', '', 'included', 'one of', 'one of', '1 endpoint']);
    expect(await rowOf('/users')).toEqual(['POST /users', 'required', '', '', '', '1 endpoint']);
    expect(await rowOf('/maybe')).toEqual([
      'GET /maybe\nno proved guard\n1 uncertain guard',
      '',
      'uncertain',
      '',
      '',
      '',
    ]);
    const terms = await page.locator('.terms').innerText();
    for (const word of ['required', 'one of', 'included', 'uncertain']) expect(terms).toContain(`${word}: `);
  });

  it('unfolds endpoints and the reasons of uncertain guards by the keyboard', async () => {
    await page.getByText('1 uncertain guard').focus();
    await page.keyboard.press('Enter');
    expect((await rowOf('/maybe'))[0]).toContain('accounts_read: Its path is matched with case: put it on the route.');
    await page.getByText('2 endpoints').focus();
    await page.keyboard.press('Space');
    expect((await rowOf('/transactions')).at(-1)).toContain('GET /transactions');
  });

  it('shows which routes have no guard, which ask for no scope, and what cannot be looked into', async () => {
    expect((await rowOf('/categories'))[0]).toBe('GET /categories\na user’s token, whatever its scopes');
    expect((await rowOf('~ /'))[0]).toContain('no guard');
    expect((await rowOf('/files'))[0]).toBe('USE /files\nserve<Static>() cannot be looked into');
    expect(await page.locator('header p').first().innerText()).toBe(
      '6 routes: 2 without a proved guard, 1 with uncertain guards, 1 function that cannot be looked into (USE).',
    );
  });

  it('names the smallest scopes for all routes', async () => {
    expect(await page.locator('dd').allInnerTexts()).toEqual(['users_create', 'transactions_read']);
  });

  it('shows paths as text, whatever markup they contain', async () => {
    expect(await page.title()).toBe('Routes of <this>');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Routes of <this>');
    expect((await rowOf('~ /'))[0]).toContain(String.raw`/<script>document.title="run"</script> ~ /^\/"&'/`);
    expect(await page.locator('script').count()).toBe(1);
  });

  it('needs no other files', async () => {
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await page.setContent(routesPage(ROUTES));
    expect(requested).toEqual([]);
    expect(await page.title()).toBe('Routes and scopes');
  });

  describe('with 60 routes', () => {
    const html = routesPage(manyRoutes(), 'Routes of the shop');
    const shown = (on: Page) => on.locator('tbody tr:visible').count();

    it('is smaller than 60 KB', () => {
      expect(Buffer.byteLength(html)).toBeLessThan(60_000);
      expect(manyRoutes().filter(({ method }) => method !== 'USE')).toHaveLength(60);
    });

    it.each([
      ['wide', 1280, 'light'],
      ['wide', 1280, 'dark'],
      ['narrow', 390, 'light'],
      ['narrow', 390, 'dark'],
    ] as const)('has nothing that axe-core finds, %s (%i px) and %s', async (_name, width, colorScheme) => {
      const view = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
      await view.setContent(html);
      await view.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect(await axeFindings(view)).toEqual([]);
      // The page itself never scrolls sideways: the table does.
      expect(await view.locator('html').evaluate((one) => one.scrollWidth)).toBe(width);
      await view.close();
    });

    it('keeps the head and the first column in view', async () => {
      const view = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await view.setContent(html);
      const table = view.locator('.table');
      const frame = await table.evaluate((one) => {
        one.scrollTo(300, 1500);
        const { left, top } = one.getBoundingClientRect();
        return { left, top, scrolled: one.scrollTop > 0 && one.scrollLeft > 0 };
      });
      expect(frame.scrolled).toBe(true);
      const corner = await view
        .locator('thead th')
        .first()
        .evaluate((one) => one.getBoundingClientRect());
      const rowHead = await view
        .locator('tbody th')
        .last()
        .evaluate((one) => one.getBoundingClientRect());
      expect([corner.left - frame.left, corner.top - frame.top, rowHead.left - frame.left]).toEqual([1, 1, 1]);
      await view.close();
    });

    it.each([1280, 390])(
      'shows what the keyboard goes back to beside the head and the first column (%i px)',
      async (width) => {
        const view = await browser.newPage({ viewport: { width, height: 844 } });
        await view.setContent(html);
        await view.locator('.table').evaluate((one) => one.scrollTo(one.scrollWidth, one.scrollHeight));
        const hidden = await view.locator('td summary').evaluateAll(
          (all) =>
            all.toReversed().filter((one) => {
              one.focus();
              const { left, top } = one.getBoundingClientRect();
              return one.ownerDocument.elementFromPoint(left + 8, top + 8)?.closest('summary') !== one;
            }).length,
        );
        expect(hidden).toBe(0);
        await view.close();
      },
    );

    it('has a filter by text, method, scope, missing and uncertain guards, which says how many routes it shows', async () => {
      const view = await browser.newPage();
      await view.setContent(html);
      expect(await view.getByRole('status').innerText()).toBe('61 of 61 shown');
      await view.getByLabel('Path or method').fill('BUDGETS/:id');
      expect(await shown(view)).toBe(5);
      await view.getByLabel('Method', { exact: true }).selectOption('DELETE');
      expect(await view.getByRole('status').innerText()).toBe('1 of 61 shown');
      await view.getByRole('button', { name: 'Show all' }).click();
      await expect.poll(() => shown(view)).toBe(61);
      await view.getByLabel('Scope').selectOption('users_create');
      // Seven of its own, and the regular expression that may match them.
      expect(await shown(view)).toBe(8);
      await view.getByRole('button', { name: 'Show all' }).click();
      await view.getByLabel('without a guard').check();
      expect(await view.locator('tbody tr:visible th > code').allInnerTexts()).toContain('/health');
      expect(await shown(view)).toBe(4);
      await view.getByLabel('with an uncertain guard').check();
      expect(await shown(view)).toBe(2);
      await view.getByLabel('Path or method').fill('nothing like that');
      expect(await view.getByRole('status').innerText()).toBe('No route fits. Show all, or ask for less.');
      await view.close();
    });

    it('can be read without a script, and then has no filter', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const view = await context.newPage();
      await view.setContent(html);
      expect(await shown(view)).toBe(61);
      expect(await view.locator('form').isVisible()).toBe(false);
      await view.getByText('5 endpoints').first().click();
      expect(await view.locator('details[open]').count()).toBe(1);
      await context.close();
    });
  });
});

it('has an empty table for an application without routes', () => {
  expect(routesPage([])).toContain('<tbody>\n\n</tbody>');
});
