/** Leads a browser through every page of the sandbox's widgets. */
import type { Sandbox } from '@linxo-guard/core/sandbox';
import { SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import { createLinxo } from '@linxo-guard/core';
import type { Page } from 'playwright-core';
import { loadAfter } from '../support/load-after.ts';

type Action =
  | 'add_connection'
  | 'edit_credentials'
  | 'user_input'
  | 'manage_accounts'
  | 'professional-account'
  | 'terms';
type Parameters = Readonly<Record<string, string>>;

/** Returns the URL of an action of a new session. */
export async function widgetLink(sandbox: Sandbox, action: Action, parameters: Parameters = {}) {
  const { username, password } = SANDBOX_USERS.camille;
  await using connect = createLinxo(sandbox.options);
  const session = await connect.widgets.createSession({
    subject: { username, password },
    action,
    scopes: ['profile_edit', 'accounts_manage', 'connections_manage', 'connections_sync', 'transactions_read'],
  });
  return connect.widgets.url(session, action, parameters);
}

export async function chooseBank(page: Page, id: string): Promise<void> {
  await loadAfter(page, () => page.locator(`button[value="${id}"]`).click());
}

export async function signIn(page: Page, password = 'secret'): Promise<void> {
  await page.locator('#identifier').fill('123456');
  await page.locator('#password').fill(password);
  await send(page);
}

export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await send(page);
}

/** Sends the form of the page by its first button, and waits for the next page. */
export async function send(page: Page): Promise<void> {
  await loadAfter(page, () => page.locator('form[method=post] button').first().click());
}

/** Goes through every page of the widgets, and calls `look` on each. */
export async function tour(
  sandbox: Sandbox,
  page: Page,
  locale: 'fr' | 'en',
  look: (name: string) => Promise<void>,
): Promise<void> {
  const open = async (action: Action, parameters: Parameters = {}): Promise<void> => {
    await page.goto(await widgetLink(sandbox, action, { locale, ...parameters }));
  };
  sandbox.synchronizations.durationMs = Number.POSITIVE_INFINITY;

  await open('add_connection', {
    select_accounts: 'true',
    wait_sync_end: 'true',
    redirect_url: 'https://app.example/',
  });
  await look('banks');
  await page.locator('#q').fill('zzz');
  await loadAfter(page, () => page.locator('form[role=search] button').click());
  await look('no bank found');
  await loadAfter(page, () => page.locator('p a').first().click());
  await chooseBank(page, '9202');
  await look('sign-in');
  await signIn(page, 'wrong');
  await look('wrong password');
  await signIn(page);
  await look('code');
  await enterCode(page, '1');
  await look('wrong code');
  await enterCode(page, '123456');
  await look('accounts');
  await send(page);
  await look('consent');
  await send(page);
  await look('synchronization');
  sandbox.synchronizations.finish();
  await page.waitForURL(/\/done\?/);
  await look('done');

  await open('add_connection', { provider_id: '9203' });
  await signIn(page);
  await look('approval');
  await loadAfter(page, () => page.locator('button[value=refuse]').click());
  await look('approval refused');
  await open('add_connection');
  await chooseBank(page, '9205');
  await look('bank down');
  await open('add_connection', { provider_id: '9204' });
  for (const attempt of ['first', 'second', 'third']) await signIn(page, attempt);
  await look('locked');
  await open('add_connection', { provider_id: '9206' });
  await signIn(page);
  await look('no accounts');

  await open('edit_credentials');
  await look('linked banks');
  await open('edit_credentials', { provider_id: '9101' });
  await signIn(page);
  await enterCode(page, '123456');
  await look('renewal');
  await open('manage_accounts');
  await look('accounts to manage');
  await open('professional-account');
  await look('professional accounts');
  await open('terms');
  await look('terms');
  await loadAfter(page, () => page.locator('.away a').click());
  await look('cancelled');
  await page.goto(`${new URL(sandbox.widgets).origin}/widget/terms?session_id=1&locale=${locale}`);
  await look('no session');
}
