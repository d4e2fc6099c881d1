/** Tests the widget that links a bank, played page by page over HTTP. */
import { describe, expect, it } from 'vitest';
import { get, sandboxForTest, userToken } from './helpers.ts';
import { openPage, widgetUrl, WIDGET_SCOPES } from './widget-player.ts';

const BACK = {
  redirect_url: 'https://app.example/linked?tab=2',
  cancel_url: 'https://app.example/banks',
  locale: 'en',
};

interface Linked {
  readonly id: string;
  readonly status: string;
}

describe('the widget add_connection', () => {
  it('leads through bank, sign-in, code and consent back to the application, with a connection', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: 0 } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const before = await get<Linked[]>(sandbox, token, '/connections');
    const banks = await openPage(await widgetUrl(sandbox, 'add_connection', BACK));
    expect([banks.step, banks.title]).toEqual(['bank', 'Choose your bank']);
    const signIn = await banks.submit({ provider_id: '9202' });
    expect([signIn.step, signIn.title]).toEqual(['sign-in', 'Sign in to Test Code by Text']);
    const code = await signIn.submit({ identifier: '12345', password: 'secret' });
    expect(code.step).toBe('second-factor');
    const consent = await code.submit({ code: '123 456' });
    expect(consent.step).toBe('consent');
    expect(await get(sandbox, token, '/connections')).toHaveLength(before.length);
    const done = await consent.submit({ answer: 'agree' });
    expect([done.step, done.title]).toEqual(['done', 'All done']);
    const connections = await get<Linked[]>(sandbox, token, '/connections');
    const added = connections.find(({ id }) => !before.some((known) => known.id === id));
    expect(added?.status).toBe('SUCCESS');
    expect(done.href('Back to the application')).toBe(
      `https://app.example/linked?tab=2&status=success&result=created&connection_id=${added?.id}`,
    );
    expect(await get<unknown[]>(sandbox, token, `/accounts?connection_id=${added?.id}`)).toHaveLength(3);
  });
});
