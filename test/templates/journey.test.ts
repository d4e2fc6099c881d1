/** Plays the templates in a real browser, from signing up to deleting the account. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { hasChromium, startChromium } from '../support/chromium.ts';
import { type RunningTemplate, startTemplate } from './running-template.ts';
import { CODE_BANK, PASSWORD, Visitor } from './visitor.ts';
import { type Language, WORDS } from './words.ts';

const TEMPLATES = ['koa', 'express'] as const;
type Look = readonly [colours: 'light' | 'dark', width: number, height: number, language: Language];
/** The pages are the same files in both templates, so each look is taken at one of them. */
const LOOKS: Readonly<Record<(typeof TEMPLATES)[number], readonly Look[]>> = {
  koa: [
    ['light', 1280, 800, 'en'],
    ['dark', 390, 844, 'fr'],
  ],
  express: [['light', 360, 740, 'fr']],
};
const CAMILLE = ['camille@example.org', 'correct-horse-camille'] as const;
const MEHDI = ['mehdi@example.org', 'narrow-gate-mehdi'] as const;
const PAGES = [
  '/accounts',
  '/transactions',
  '/transactions?direction=out',
  '/banks',
  '/settings',
  '/settings/password',
  '/nothing-here',
];

describe.skipIf(!hasChromium).each(TEMPLATES)('the %s template, in Chromium', { timeout: 60_000 }, (name) => {
  let browser: Browser;
  let template: RunningTemplate;
  const opened: Page[] = [];
  beforeAll(async () => {
    browser = await startChromium();
    template = await startTemplate(name);
  });
  afterEach(async () => {
    template.sandbox.faults.clear();
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser?.close();
    await template?.[Symbol.asyncDispose]();
  });

  /** Opens a page in a browser of its own, and collects what its pages complain about. */
  async function visitor(language: Language = 'en', options: BrowserContextOptions = {}, url = template.url) {
    const context = await browser.newContext({ locale: language, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      // The browser itself reports every answer of 400 and above.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    opened.push(page);
    return Object.assign(new Visitor(page, url, language), { complaints });
  }

  const newEmail = (() => {
    let count = 0;
    return () => `visitor-${(count += 1)}@example.org`;
  })();

  it.each(['en', 'fr'] as const)('leads from signing up to deleting the account, in %s', async (language) => {
    const words = WORDS[language];
    const me = await visitor(language);
    const { page } = me;
    await me.signUp(newEmail());
    await me.linkBank();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await me.follow(words.seeAccounts);
    await page.getByRole('heading', { name: words.latest }).waitFor();
    expect(await page.getByRole('heading', { name: CODE_BANK }).count()).toBe(1);
    await page.getByText(words.asTable).click();
    expect(await page.locator('.chart tbody tr').first().isVisible()).toBe(true);

    await page.locator('.group h3 a').first().click();
    await page.waitForURL('**/accounts/*');
    await me.follow(words.movements);
    await page.getByLabel(words.search, { exact: true }).fill('carte');
    await me.press(words.show);
    await page.waitForURL('**/transactions?q=carte**');

    // The sandbox has told the webhook of the update meanwhile.
    await expect
      .poll(async () => {
        await me.goto('/accounts');
        return page.locator('.notices li').count();
      })
      .toBe(1);

    await me.follow(words.settings);
    await page.getByLabel(words.password).fill(PASSWORD);
    await page.getByLabel(words.word).fill(words.delete);
    await me.press(words.deleteAll);
    await page.getByRole('heading', { name: words.goodbye }).waitFor();
    expect(me.complaints).toEqual([]);
  });

  it('shows the progress of an update without being reloaded by the visitor', async () => {
    const me = await visitor();
    await me.signUp(newEmail());
    template.sandbox.synchronizations.durationMs = Number.POSITIVE_INFINITY;
    await me.toConsent();
    await me.press(me.words.agree);
    await me.follow(me.words.back);
    await me.page.getByText('Waiting for the bank’s answer.').waitFor();
    template.sandbox.synchronizations.step();
    template.sandbox.synchronizations.step();
    await me.page.getByText(/\d of \d accounts updated/).waitFor();
    template.sandbox.synchronizations.finish();
    template.sandbox.synchronizations.durationMs = 400;
    await me.page.getByText(me.words.linked).waitFor();
    expect(me.complaints).toEqual([]);
  });

  it('needs no script', async () => {
    const me = await visitor('en', { javaScriptEnabled: false });
    await me.signUp(newEmail());
    await me.linkBank();
    await me.follow(me.words.seeAccounts);
    await me.page.getByRole('heading', { name: CODE_BANK }).waitFor();
    await me.follow(me.words.movements);
    await me.page.locator('.movements li').first().waitFor();
    expect(await me.page.locator('.movements li').count()).toBe(50);
  });

  it('can be used by keyboard alone', async () => {
    const me = await visitor();
    const { page, words } = me;
    /** Goes to an element with the Tab key, as far as it takes, and checks that one sees where one is. */
    const tabTo = async (role: 'link' | 'button' | 'textbox', accessibleName: string | RegExp) => {
      const wanted = page.getByRole(role, { name: accessibleName, exact: true }).first();
      await wanted.waitFor();
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (await wanted.evaluate((element) => element.matches(':focus-visible'))) return;
      }
      throw new Error(`The Tab key does not lead to ${String(accessibleName)} on ${page.url()}.`);
    };
    const email = newEmail();
    await me.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Skip to the content' }).isVisible()).toBe(true);
    await tabTo('link', words.signUp);
    await page.keyboard.press('Enter');
    await tabTo('textbox', words.email);
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/accounts');
    await tabTo('button', words.link);
    await page.keyboard.press('Enter');
    await tabTo('button', /^Test Code by Text/);
    await page.keyboard.press('Enter');
    await tabTo('textbox', words.bankIdentifier);
    await page.keyboard.type('12345');
    await page.keyboard.press('Tab');
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await tabTo('textbox', words.code);
    await page.keyboard.type('123456');
    await page.keyboard.press('Enter');
    await tabTo('button', words.agree);
    await page.keyboard.press('Enter');
    await tabTo('link', words.back);
    await page.keyboard.press('Enter');
    await tabTo('link', words.seeAccounts);
    await page.keyboard.press('Enter');
    await tabTo('link', 'Compte courant');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/accounts/*');
    await tabTo('link', words.settings);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings');
    await tabTo('button', words.signOut);
    await page.keyboard.press('Enter');
    await tabTo('link', words.signIn);
  });

  it.each(LOOKS[name])(
    'has nothing that axe-core finds, and nothing too wide: %s, %i × %i, %s',
    async (colorScheme, width, height, language) => {
      const me = await visitor(language, { colorScheme, viewport: { width, height } });
      const findings: string[] = [];
      const look = async () => {
        findings.push(...(await axeFindings(me.page)));
        const excess = await me.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        if (excess > 0) findings.push(`${me.page.url()} is ${excess} px too wide`);
      };
      for (const path of ['/', '/sign-up', '/sign-in']) {
        await me.goto(path);
        await look();
      }
      await me.press(me.words.signIn);
      await me.page.getByRole('alert').waitFor();
      await look();
      await me.signIn(...CAMILLE);
      for (const path of PAGES) {
        await me.goto(path);
        await look();
      }
      for (const first of ['/accounts', '/banks']) {
        await me.goto(first);
        await me.page.locator('.row a').first().click();
        await me.page.locator('.crumb').waitFor();
        await look();
      }
      await me.follow(me.words.removeBank);
      await me.press(me.words.removeTheBank);
      await me.page.getByRole('alert').waitFor();
      await look();
      await me.goto('/banks/cancelled');
      await look();
      expect(findings).toEqual([]);
      expect(me.complaints).toEqual([]);
    },
  );

  it('says whose turn it is when Linxo is down in the middle, and goes on afterwards', async () => {
    const me = await visitor();
    await me.signIn(...CAMILLE);
    template.sandbox.faults.always('api', { kind: 'status', status: 503 });
    await me.follow(me.words.banks);
    await me.page.getByRole('heading', { name: 'Your banks’ data cannot be reached right now' }).waitFor();
    expect(await axeFindings(me.page)).toEqual([]);
    template.sandbox.faults.clear();
    await me.follow('Try again');
    await me.page.getByRole('heading', { name: 'Your banks' }).waitFor();
  });

  it('links nothing when the consent is refused, and says how to go on', async () => {
    const me = await visitor();
    await me.signUp(newEmail());
    await me.toConsent();
    await me.press(me.words.refuse);
    await me.follow(me.words.cancel);
    await me.page.getByRole('heading', { name: 'No bank was linked' }).waitFor();
    expect(await axeFindings(me.page)).toEqual([]);
    await me.press('Try again');
    await me.page.getByRole('button', { name: CODE_BANK }).waitFor();
  });

  it('shows accounts, and no movements, to somebody who does not share them', async () => {
    const me = await visitor();
    await me.signIn(...MEHDI);
    await me.page.getByText('Movements are not part of what you share').waitFor();
    expect(await axeFindings(me.page)).toEqual([]);
    await me.follow(me.words.movements);
    await me.page.getByRole('heading', { name: 'You have not shared this' }).waitFor();
    await me.follow('Back to the accounts');
    expect(await me.page.locator('.row').count()).toBe(2);
  });

  it('shows the widget inside of a page where that is set, and hears nobody but the widget', async () => {
    await using framed = await startTemplate(name, { WIDGET: 'iframe' });
    const me = await visitor('en', {}, framed.url);
    const { page, words } = me;
    await me.signUp(newEmail());
    await me.press(words.link);
    const frame = page.frameLocator('iframe.widget');
    await frame.getByRole('button', { name: CODE_BANK }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Somebody else says that a bank was linked.
    const forged = { eventName: 'redirect_to', status: 'success', result: 'created', connection_id: '1' };
    await page.evaluate(`postMessage(${JSON.stringify(forged)}, '*')`);
    await frame.getByRole('button', { name: CODE_BANK }).click();
    await frame.getByLabel(words.bankIdentifier).fill('12345');
    await frame.getByLabel(words.bankPassword).fill('secret');
    await frame.getByRole('button', { name: words.bankSignIn, exact: true }).click();
    await frame.getByLabel(words.code).fill('123456');
    await frame.getByRole('button', { name: words.confirmCode, exact: true }).click();
    await frame.getByRole('button', { name: words.agree, exact: true }).click();
    await page.waitForURL('**/banks/*new=1');
    await page.getByText(words.linked).waitFor();
    expect(me.complaints).toEqual([]);
  });

  it('two people in two browsers never see each other’s data', async () => {
    const [one, other] = [await visitor(), await visitor()];
    await Promise.all([one.signUp(newEmail()), other.signUp(newEmail())]);
    await one.linkBank('Test Code by Text');
    await Promise.all([one.goto('/accounts'), other.goto('/accounts')]);
    const theirs = await one.page
      .locator('.row h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect([theirs.length > 0, await other.page.locator('.row').count()]).toEqual([true, 0]);
    await one.goto('/banks');
    const bank = await one.page.locator('.row h2 a').first().getAttribute('href');
    for (const path of [...theirs, bank]) {
      await other.goto(String(path));
      await other.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    }
    await one.press(one.words.signOut);
    await one.page.goBack();
    await one.page.reload();
    expect(one.page.url()).toContain('/sign-in');
  });
});
