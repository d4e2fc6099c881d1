/** Plays the sandbox's widgets in a real browser, and holds that their pages can be used by everybody. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '@linxo-guard/core/sandbox';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { hasChromium, startChromium } from '../support/chromium.ts';
import { chooseBank, enterCode, send, signIn, tour, widgetLink } from './widget-tour.ts';

/** Starts an application to which the widgets lead back. It answers each request with this page. */
async function application(html = '<!doctype html><title>The application</title>'): Promise<string> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.skipIf(!hasChromium)('the widgets of the sandbox, in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let sandbox: Sandbox;
  beforeAll(async () => {
    browser = await startChromium();
  });
  beforeEach(async () => {
    sandbox = await startSandbox();
    return () => sandbox.close();
  });
  afterAll(() => browser?.close());

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    // A page must be there at once, on a machine that is busy too.
    page.setDefaultTimeout(20_000);
    return page;
  }

  it('lead through a bank to the application and need no script for it', async () => {
    sandbox.synchronizations.durationMs = 400;
    const origin = await application();
    const page = await newPage({ javaScriptEnabled: false });
    const parameters = {
      redirect_url: `${origin}/linked`,
      wait_sync_end: 'true',
      select_accounts: 'true',
      locale: 'fr',
    };
    await page.goto(await widgetLink(sandbox, 'add_connection', parameters));
    await page.getByLabel('Rechercher une banque').fill('by text');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.getByRole('button', { name: 'Test Code by Text' }).click();
    await page.getByLabel('Numéro client').fill('1234');
    await page.getByLabel('Mot de passe').fill('secret');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByLabel('Code à six chiffres').fill('123456');
    await page.getByRole('button', { name: 'Valider' }).click();
    await page.getByLabel('Livret A').uncheck();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByRole('link', { name: 'Revenir à l’application' }).click();
    await page.waitForURL(`${origin}/**`);
    expect(page.url()).toMatch(/\/linked\?status=success&result=created&connection_id=\d+$/);
  });

  it('are played with the keyboard alone', async () => {
    const page = await newPage();
    const origin = await application();
    await page.goto(await widgetLink(sandbox, 'add_connection', { redirect_url: `${origin}/linked`, locale: 'en' }));
    const focused = () =>
      page.evaluate<string | undefined>("document.activeElement?.textContent?.trim().replaceAll(/\\s+/g, ' ')");
    for (let step = 0; step < 12 && !(await focused())?.startsWith('Test Success'); step += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/sign-in/);
    await page.keyboard.press('Tab');
    await page.keyboard.type('1234');
    await page.keyboard.press('Tab');
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await page.waitForURL(/consent/);
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('Agree');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/**`);
  });

  it.each([
    ['fr', 'light'],
    ['en', 'dark'],
  ] as const)('have no fault that axe finds, in %s and %s', async (locale, colorScheme) => {
    const page = await newPage({ colorScheme });
    const seen: string[] = [];
    const faults: string[] = [];
    await tour(sandbox, page, locale, async (name) => {
      seen.push(name);
      for (const finding of await axeFindings(page)) faults.push(`${name}: ${finding}`);
    });
    expect(faults).toEqual([]);
    expect(seen).toHaveLength(22);
  });

  it('fit a screen of 360 px, weigh under 60 KB, need no other files, and say that no bank is real', async () => {
    const page = await newPage({ viewport: { width: 360, height: 640 } });
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    const own = ['document', 'fetch'];
    page.on('request', (request) => own.includes(request.resourceType()) || problems.push(request.url()));
    await tour(sandbox, page, 'en', async (name) => {
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      const banner = await page.locator('.banner').innerText();
      const { length } = await page.content();
      const targets = await page.locator('button, .button, .away a').all();
      const heights = await Promise.all(targets.map(async (target) => (await target.boundingBox())?.height ?? 0));
      if (width > 360) problems.push(`${name}: ${width} px wide`);
      if (length > 60_000) problems.push(`${name}: ${length} bytes`);
      if (Math.min(44, ...heights) < 44) problems.push(`${name}: a target of ${Math.min(...heights)} px`);
      if (!banner.includes('Sandbox: no real bank')) problems.push(`${name}: no banner`);
    });
    // Chromium reports the answers 401 and 422 of some pages as errors too.
    expect(problems.filter((text) => !/favicon|status of (401|422)/.test(text))).toEqual([]);
  });

  it('show what was refused, with the focus on it, and keep what was typed', async () => {
    const page = await newPage();
    await page.goto(await widgetLink(sandbox, 'add_connection', { provider_id: '9201', locale: 'en' }));
    await signIn(page, 'wrong');
    // A browser sets the focus of `autofocus` when it draws the page, which may be after it has loaded.
    const focused = (what: string) => expect.poll(() => page.evaluate(`document.activeElement?.${what}`));
    await focused("getAttribute('role')").toBe('alert');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('#identifier').inputValue()).toBe('123456');
    expect(await page.locator('#password').inputValue()).toBe('');
    await page.getByRole('link', { name: 'The customer number or the password is wrong.' }).click();
    await focused('id').toBe('password');
  });

  it('tell the page around an iframe what happened, and leave it to go on', async () => {
    const page = await newPage();
    const origin = await application(`<!doctype html><title>The application</title><script>
      addEventListener('message', ({ origin, data }) => { (window.messages ??= []).push({ origin, data }); });
    </script>`);
    const messages = () => page.evaluate<unknown[]>('window.messages ?? []');
    const show = async (url: string): Promise<FrameLocator> => {
      await page.goto(origin);
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement('iframe'), ${JSON.stringify({ src: url, width: 400, height: 600 })}))`,
      );
      return page.frameLocator('iframe');
    };
    const parameters = {
      redirect_url: `${origin}/linked`,
      provider_id: '9201',
      locale: 'en',
      congrats_bypass_delay: '0',
    };
    const frame = await show(await widgetLink(sandbox, 'add_connection', parameters));
    await frame.getByText('For integrators').waitFor();
    await frame.getByLabel('Customer number').fill('1');
    await frame.getByLabel('Password').fill('secret');
    await frame.getByRole('button', { name: 'Sign in' }).click();
    await frame.getByRole('button', { name: 'Agree' }).click();
    await frame.getByRole('heading', { name: 'All done' }).waitFor();
    expect(await messages()).toEqual([
      {
        origin: new URL(sandbox.widgets).origin,
        data: {
          eventName: 'redirect_to',
          redirect_url: `${origin}/linked`,
          status: 'success',
          result: 'created',
          connection_id: expect.stringMatching(/^\d+$/),
        },
      },
    ]);
    expect(page.url()).toBe(`${origin}/`);

    const cancelled = await show(await widgetLink(sandbox, 'terms', { cancel_url: `${origin}/no`, locale: 'en' }));
    await cancelled.getByRole('link', { name: 'Cancel and go back' }).click();
    await cancelled.getByRole('heading', { name: 'Cancelled' }).waitFor();
    expect(await messages()).toMatchObject([{ data: { status: 'cancelled', redirect_url: `${origin}/no` } }]);
  });

  it('go on by themselves after congrats_bypass_delay, and back to cancel_url at once', async () => {
    const page = await newPage();
    const origin = await application();
    const back = { redirect_url: `${origin}/linked`, cancel_url: `${origin}/banks?from=widget`, locale: 'en' };
    await page.goto(
      await widgetLink(sandbox, 'add_connection', { ...back, provider_id: '9202', congrats_bypass_delay: '0' }),
    );
    await signIn(page);
    await enterCode(page, '123456');
    await send(page);
    await page.waitForURL(`${origin}/linked?**`);
    await page.goto(await widgetLink(sandbox, 'add_connection', back));
    await chooseBank(page, '9201');
    await page.getByRole('link', { name: 'Cancel and go back' }).click();
    await page.waitForURL(`${origin}/**`);
    expect(page.url()).toBe(`${origin}/banks?from=widget`);
  });

  it('bear the browser’s back button, a form that is sent twice, and colours of the application', async () => {
    sandbox.synchronizations.durationMs = Number.POSITIVE_INFINITY;
    const page = await newPage({ colorScheme: 'dark' });
    const theme = { font: 'Georgia', font_color: '#1d3557', elements_color: 'ffb703' };
    await page.goto(await widgetLink(sandbox, 'add_connection', { ...theme, select_accounts: 'true', locale: 'en' }));
    await chooseBank(page, '9204');
    await page.waitForURL(/sign-in/);
    await page.goBack();
    await page.waitForURL(/bank\?/);
    await chooseBank(page, '9201');
    await signIn(page);
    const button = page.getByRole('button', { name: 'Continue' });
    await button.waitFor();
    const styles = await page.evaluate<string[]>(`(({ backgroundColor, color }) =>
      [backgroundColor, color, getComputedStyle(document.body).fontFamily])(getComputedStyle(document.querySelector('main button')))`);
    expect(styles).toEqual(['rgb(255, 183, 3)', 'rgb(0, 0, 0)', expect.stringMatching(/^Georgia,/)]);
    await button.click();
    await page.getByRole('button', { name: 'Agree' }).dblclick();
    await page.waitForURL(/done/);
    await page.goBack();
    await page.waitForURL(/done/);
    expect(sandbox.synchronizations.running).toHaveLength(1);
  });
});
