import { type RouteDescription, routesPage } from '@linxo-guard/core/routes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startChromium } from '../support/chromium.ts';

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'GET',
    path: '/transactions',
    requires: { user: [['transactions_read']] },
    endpoints: ['GET /accounts', 'GET /transactions'],
  },
  {
    method: 'GET',
    path: '/either',
    requires: { user: [['accounts_manage'], ['transactions_read']] },
    endpoints: ['GET /accounts'],
  },
  { method: 'POST', path: '/users', requires: { client: [['users_create']] }, endpoints: ['POST /users'] },
  { method: 'GET', path: '/categories', requires: { user: [[]] }, endpoints: ['GET /categories'] },
  { method: 'GET', path: String.raw`/<script>document.title="run"</script> ~ /^\/"&'/`, requires: {}, endpoints: [] },
];

describe.skipIf(!hasChromium)('the page of routes, in Chromium', () => {
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
    const cells = page.getByRole('row').filter({ hasText: path }).locator('th, td');
    return (await cells.allInnerTexts()).map((text) => text.trim());
  };

  it('has a column for each scope, by subject type, and one for the endpoints', async () => {
    const headers = await page.locator('thead th').allInnerTexts();
    expect(headers).toEqual([
      'route',
      'the application’s own token',
      'a user’s token',
      'endpoints that it reaches',
      'users_create',
      'accounts_read',
      'accounts_manage',
      'transactions_read',
    ]);
    expect(await page.locator('thead th[scope=colgroup]').last().getAttribute('colspan')).toBe('3');
  });

  it('distinguishes required scopes, included scopes and alternatives', async () => {
    expect(await rowOf('/transactions')).toEqual([
      'GET /transactions',
      '',
      'included',
      '',
      'required',
      'GET /accounts, GET /transactions',
    ]);
    expect(await rowOf('/either')).toEqual(['GET /either', '', 'included', 'one of', 'one of', 'GET /accounts']);
    expect(await rowOf('/users')).toEqual(['POST /users', 'required', '', '', '', 'POST /users']);
  });

  it('shows which routes have no guard, and which ask for no scope', async () => {
    expect((await rowOf('/categories'))[0]).toBe('GET /categories\na user’s token, whatever its scopes');
    expect((await rowOf('~ /'))[0]).toContain('no guard');
  });

  it('names the smallest scopes for all routes', async () => {
    expect(await page.locator('dd').allInnerTexts()).toEqual(['users_create', 'transactions_read']);
  });

  it('shows paths as text, whatever markup they contain', async () => {
    expect(await page.title()).toBe('Routes of <this>');
    expect(await page.getByRole('heading').innerText()).toBe('Routes of <this>');
    expect((await rowOf('~ /'))[0]).toContain(String.raw`/<script>document.title="run"</script> ~ /^\/"&'/`);
    expect(await page.locator('script').count()).toBe(0);
  });

  it('needs no other files', async () => {
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await page.setContent(routesPage(ROUTES));
    expect(requested).toEqual([]);
    expect(await page.title()).toBe('Routes and scopes');
  });
});

it('has an empty table for an application without routes', () => {
  expect(routesPage([])).toContain('<tbody>\n\n</tbody>');
});
