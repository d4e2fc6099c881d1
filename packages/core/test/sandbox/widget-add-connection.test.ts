/** Tests the widget that links a bank, played page by page over HTTP. */
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { get, sandboxForTest, userToken } from './helpers.ts';
import { openPage, widgetUrl, WIDGET_SCOPES, type WidgetPage } from './widget-player.ts';

const BACK = {
  redirect_url: 'https://app.example/linked?tab=2',
  cancel_url: 'https://app.example/banks',
  locale: 'en',
};
const RIGHT = { identifier: '12345', password: 'secret' };

interface Connection {
  readonly id: string;
  readonly status: string;
  readonly auto_sync: boolean;
  readonly consent_per_account: boolean;
}

const instant = { synchronization: { durationMs: 0 } };

async function start(sandbox: Sandbox, parameters: Readonly<Record<string, string>> = {}): Promise<WidgetPage> {
  return openPage(await widgetUrl(sandbox, 'add_connection', { ...BACK, ...parameters }));
}

/** Returns the connections that were added since the sandbox started. */
async function added(sandbox: Sandbox): Promise<readonly Connection[]> {
  const token = await userToken(sandbox, WIDGET_SCOPES);
  return (await get<Connection[]>(sandbox, token, '/connections')).slice(2);
}

async function accountTypes(sandbox: Sandbox, connectionId: string): Promise<readonly string[]> {
  const token = await userToken(sandbox, WIDGET_SCOPES);
  const path = `/accounts?connection_id=${connectionId}`;
  return (await get<{ readonly type: string }[]>(sandbox, token, path)).map(({ type }) => type);
}

describe('the widget add_connection', () => {
  it('leads through bank, sign-in, code and consent back to the application, with a connection', async () => {
    const sandbox = await sandboxForTest(instant);
    const banks = await start(sandbox);
    expect([banks.step, banks.title]).toEqual(['bank', 'Choose your bank']);
    const signIn = await banks.submit({ provider_id: '9202' });
    expect([signIn.step, signIn.title]).toEqual(['sign-in', 'Sign in to Test Code by Text']);
    const code = await signIn.submit(RIGHT);
    expect(code.step).toBe('second-factor');
    const consent = await code.submit({ code: '123 456' });
    expect(consent.step).toBe('consent');
    expect(await added(sandbox)).toEqual([]);
    const done = await consent.submit({ answer: 'agree' });
    expect([done.step, done.title]).toEqual(['done', 'All done']);
    const [connection] = await added(sandbox);
    expect(connection).toMatchObject({ status: 'SUCCESS', auto_sync: true, consent_per_account: false });
    expect(done.href('Back to the application')).toBe(
      `https://app.example/linked?tab=2&status=success&result=created&connection_id=${connection?.id}`,
    );
    expect(await accountTypes(sandbox, connection?.id ?? '')).toEqual(['CHECKINGS', 'CREDIT_CARD', 'SAVINGS']);
  });

  it('shares the accounts that were chosen, and wants at least one', async () => {
    const sandbox = await sandboxForTest(instant);
    const accounts = await (await start(sandbox, { provider_id: '9201', select_accounts: 'true' })).submit(RIGHT);
    const ids = accounts.valuesOf('account');
    expect([accounts.step, ids.length]).toEqual(['accounts', 3]);
    const refused = await accounts.submit({});
    expect([refused.step, refused.status]).toEqual(['accounts', 422]);
    expect(refused.html).toContain('Tick at least one account.');
    const foreign = await accounts.submit({ account: ['66300001'] });
    expect(foreign.status).toBe(422);
    await (await accounts.submit({ account: [ids[0] ?? '', ids[2] ?? ''] })).submit({ answer: 'agree' });
    const [connection] = await added(sandbox);
    expect(await accountTypes(sandbox, connection?.id ?? '')).toEqual(['CHECKINGS', 'SAVINGS']);
  });

  it.each([
    ['PAYMENT', ['CHECKINGS', 'CREDIT_CARD']],
    ['OTHER', ['SAVINGS']],
    ['ALL', ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS']],
  ])('offers the accounts that the application expects: %s', async (expected, types) => {
    const sandbox = await sandboxForTest(instant);
    const signIn = await start(sandbox, { provider_id: '9201', expected_account_types: expected });
    await (await signIn.submit(RIGHT)).submit({ answer: 'agree' });
    expect(await accountTypes(sandbox, (await added(sandbox))[0]?.id ?? '')).toEqual(types);
  });

  it('keeps auto_sync and consent_per_account for the connection', async () => {
    const sandbox = await sandboxForTest(instant);
    const parameters = { provider_id: '9201', auto_sync: 'false', consent_per_account: 'true' };
    const accounts = await (await start(sandbox, parameters)).submit(RIGHT);
    expect(accounts.html).toContain('Test Success asks which accounts your consent covers.');
    await (await accounts.submit({ account: accounts.valuesOf('account') })).submit({ answer: 'agree' });
    expect(await added(sandbox)).toMatchObject([{ auto_sync: false, consent_per_account: true }]);
  });

  it('shows the progress of the synchronization, if the application waits for its end', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Infinity } });
    const consent = await (await start(sandbox, { provider_id: '9207', wait_sync_end: 'true' })).submit(RIGHT);
    const syncing = await consent.submit({ answer: 'agree' });
    expect([syncing.step, syncing.html]).toEqual(['syncing', expect.stringContaining('0% done')]);
    sandbox.synchronizations.step();
    expect((await openPage(syncing.url)).html).toContain('25% done');
    sandbox.synchronizations.finish();
    const done = await openPage(syncing.url);
    expect([done.step, done.html]).toEqual(['done', expect.stringContaining('Not everything could be fetched.')]);
  });
});

describe('the page of banks', () => {
  it('is searched without case and accents, and says when it finds nothing', async () => {
    const sandbox = await sandboxForTest();
    const banks = await start(sandbox);
    const found = async (query: string) => (await openPage(`${banks.url}&q=${encodeURIComponent(query)}`)).html;
    expect(await found('VALLEES')).toMatch(
      /Caisse Mutuelle des Vallées[^]*1 bank|1 bank[^]*Caisse Mutuelle des Vallées/,
    );
    expect(await found('nowhere')).toContain('No bank matches “nowhere”.');
  });

  it('has the banks of the countries that the application names, and takes no other', async () => {
    const sandbox = await sandboxForTest();
    const banks = await start(sandbox, { countries: 'deu' });
    expect(banks.valuesOf('provider_id')).toEqual(['9301']);
    expect((await banks.submit({ provider_id: '9201' })).status).toBe(422);
    expect((await start(sandbox, { countries: 'FRA,DEU' })).valuesOf('provider_id')).toContain('9201');
    expect((await start(sandbox, { countries: 'XYZ' })).html).toContain('There is no bank for these countries.');
  });

  it('is left out for a bank that the application names, and shown if it does not exist', async () => {
    const sandbox = await sandboxForTest();
    expect((await start(sandbox, { provider_id: '9201' })).step).toBe('sign-in');
    const banks = await start(sandbox, { provider_id: '1' });
    expect([banks.step, banks.html]).toEqual(['bank', expect.stringContaining('does not exist. Choose another one.')]);
  });

  it('can be returned to from a bank’s page, unless the application named the bank', async () => {
    const sandbox = await sandboxForTest();
    const signIn = await (await start(sandbox)).submit({ provider_id: '9201' });
    const back = signIn.href('Choose another bank') ?? '';
    expect((await openPage(new URL(back, signIn.url).href)).step).toBe('bank');
    expect((await start(sandbox, { provider_id: '9201' })).href('Choose another bank')).toBeUndefined();
  });

  it('says what is wrong with a choice', async () => {
    const sandbox = await sandboxForTest();
    const banks = await start(sandbox);
    const refused = await banks.submit({ provider_id: '1' });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Choose a bank.')]);
  });
});

describe('a bank', () => {
  it('refuses the password “wrong”, and locks the access after the third', async () => {
    const sandbox = await sandboxForTest();
    let page = await start(sandbox, { provider_id: '9201' });
    expect((await page.submit({ identifier: ' ', password: 'x' })).html).toContain('Enter your customer number.');
    expect((await page.submit({ identifier: '1', password: '' })).html).toContain('Enter your password.');
    page = await page.submit({ identifier: '1', password: 'wrong' });
    expect([page.step, page.status, page.title]).toEqual(['sign-in', 422, 'Sign in to Test Success']);
    page = await (
      await page.submit({ identifier: '1', password: 'wrong' })
    ).submit({ identifier: '1', password: 'wrong' });
    expect([page.step, page.title]).toEqual(['problem', 'Access locked']);
    expect((await openPage(page.url.replace('problem', 'sign-in'))).step).toBe('problem');
    expect(page.href('Cancel and go back')).toMatch(/^\/widget\/cancel\?session=/);
  });

  it('counts attempts in a row: a right password begins anew', async () => {
    const sandbox = await sandboxForTest();
    const signIn = await start(sandbox, { provider_id: '9202' });
    const wrong = { identifier: '1', password: 'wrong' };
    await signIn.submit(wrong);
    await signIn.submit(wrong);
    const code = await signIn.submit(RIGHT);
    expect((await code.submit({ code: '' })).html).toContain('Enter the code.');
    await code.submit({ code: '1' });
    expect((await code.submit({ code: '2' })).step).toBe('second-factor');
    expect((await code.submit({ code: '3' })).title).toBe('Access locked');
  });

  it('that is down leaves another try, and other banks', async () => {
    const sandbox = await sandboxForTest();
    const down = await (await start(sandbox)).submit({ provider_id: '9205' });
    expect([down.step, down.title]).toEqual(['problem', 'The bank does not answer']);
    expect((await down.submit({ answer: 'again' })).step).toBe('problem');
    const banks = await down.submit({ answer: 'bank' });
    expect(banks.step).toBe('bank');
    expect((await banks.submit({ provider_id: '9201' })).step).toBe('sign-in');
  });

  it('may have no account to share', async () => {
    const sandbox = await sandboxForTest();
    const page = await (await start(sandbox, { provider_id: '9206' })).submit(RIGHT);
    expect([page.step, page.title]).toEqual(['problem', 'No account to share']);
    expect(await added(sandbox)).toEqual([]);
  });

  it('asks for an approval, which can be refused and asked for again', async () => {
    const sandbox = await sandboxForTest(instant);
    const approval = await (await start(sandbox, { provider_id: '9203' })).submit(RIGHT);
    const refused = await approval.submit({ answer: 'refuse' });
    expect([refused.step, refused.title]).toEqual(['problem', 'Request refused']);
    const again = await refused.submit({ answer: 'again' });
    expect((await again.submit({ answer: 'approve' })).step).toBe('consent');
  });

  it('gets no consent from a user who refuses, and no connection is made', async () => {
    const sandbox = await sandboxForTest();
    const consent = await (await start(sandbox, { provider_id: '9201' })).submit(RIGHT);
    const refused = await consent.submit({ answer: 'refuse' });
    expect([refused.step, refused.title]).toEqual(['problem', 'Nothing is shared']);
    expect((await openPage(consent.url)).step).toBe('problem');
    expect(await added(sandbox)).toEqual([]);
  });
});
