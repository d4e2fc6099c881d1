/** Tests synchronizations: their course, what they bring, how they end at each bank, and consents that expire. */
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { call, get, sandboxForTest, userToken } from './helpers.ts';
import { openPage, widgetUrl, WIDGET_SCOPES } from './widget-player.ts';

interface Channel {
  readonly channel_definition_id: string;
  readonly status: string;
  readonly expires?: number;
}

interface Connection {
  readonly id: string;
  readonly provider_id: string;
  readonly status: string;
  readonly creation_date: number;
  readonly channels: readonly Channel[];
}

interface Account {
  readonly id: string;
  readonly connection_id: string;
  readonly status: string;
  readonly balance: number;
  readonly balance_date: number;
}

const NOW = Date.UTC(2027, 2, 10, 9);
const DAY_SECONDS = 24 * 60 * 60;
const DAY_MS = DAY_SECONDS * 1000;

const instant = { synchronization: { durationMs: 0 } };

async function add(sandbox: Sandbox, token: string, providerId: string, value?: string): Promise<Connection> {
  const credentials = value === undefined ? {} : { credentials: [{ id: '2', value }] };
  const json = { provider_id: providerId, ...credentials };
  return (await (await call(sandbox, token, '/connections', { method: 'POST', json })).json()) as Connection;
}

const connectionAt = (sandbox: Sandbox, token: string, id: string): Promise<Connection> =>
  get<Connection>(sandbox, token, `/connections/${id}`);

const accountsOf = (sandbox: Sandbox, token: string, id: string): Promise<readonly Account[]> =>
  get<Account[]>(sandbox, token, `/accounts?connection_id=${id}`);

describe('a synchronization', () => {
  it('brings the accounts of a new connection first, then their transactions, and ends', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Infinity } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id, status } = await add(sandbox, token, '9201');
    expect(status).toBe('RUNNING');
    const seen = async () => {
      const accounts = await accountsOf(sandbox, token, id);
      const [first] = accounts;
      const transactions =
        first === undefined ? [] : await get<unknown[]>(sandbox, token, `/transactions?account_id=${first.id}&limit=5`);
      return [(await connectionAt(sandbox, token, id)).status, accounts.length, transactions.length];
    };
    const course = [await seen()];
    for (let stage = 1; stage <= 4; stage += 1) {
      sandbox.synchronizations.step(id);
      course.push(await seen());
    }
    expect(course).toEqual([
      ['RUNNING', 0, 0],
      ['RUNNING', 0, 0],
      ['RUNNING', 3, 0],
      ['RUNNING', 3, 5],
      ['SUCCESS', 3, 5],
    ]);
  });

  it('ends by itself after the time that it takes', async () => {
    const sandbox = await sandboxForTest({ webhook: 'http://127.0.0.1:9/', synchronization: { durationMs: 20 } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9201');
    await sandbox.log.waitFor({ webhookDeliveries: 1 });
    expect((await connectionAt(sandbox, token, id)).status).toBe('SUCCESS');
  });

  it('follows the sandbox’s clock where it is moved', async () => {
    const sandbox = await sandboxForTest({ frozenAt: NOW, synchronization: { durationMs: 600_000 } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9201');
    sandbox.clock.advance(300_000);
    expect([await accountsOf(sandbox, token, id), sandbox.synchronizations.running]).toEqual([
      expect.objectContaining({ length: 3 }),
      [id],
    ]);
    sandbox.clock.advance(299_999);
    expect((await connectionAt(sandbox, token, id)).status).toBe('RUNNING');
    sandbox.clock.advance(1);
    expect((await connectionAt(sandbox, token, id)).status).toBe('SUCCESS');
  });

  it('brings new transactions, dates the balance, and leaves it the sum of the transactions', async () => {
    const sandbox = await sandboxForTest({ ...instant, frozenAt: NOW });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9201');
    sandbox.clock.advance(60_000);
    const queue = (await (await call(sandbox, token, '/queues', { method: 'POST' })).json()) as { readonly id: string };
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    expect(await get(sandbox, token, `/queues/${queue.id}`)).toMatchObject([
      {
        event_type: 'UPDATED',
        resource_type: 'CONNECTIONS',
        new_transactions: true,
        resource: { id, status: 'SUCCESS' },
      },
    ]);
    for (const { id: accountId, balance, balance_date: date } of await accountsOf(sandbox, token, id)) {
      const amounts: number[] = [];
      for (let page = 1; amounts.length === (page - 1) * 500; page += 1) {
        const path = `/transactions?account_id=${accountId}&limit=500&page=${page}`;
        amounts.push(...(await get<{ readonly amount: number }[]>(sandbox, token, path)).map(({ amount }) => amount));
      }
      expect(amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0)).toBe(Math.round(balance * 100));
      expect(date).toBe(NOW / 1000 + 60);
    }
  });

  it('lists accounts only, if that is asked for', async () => {
    const sandbox = await sandboxForTest({ ...instant, frozenAt: NOW });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9201');
    const queue = (await (await call(sandbox, token, '/queues', { method: 'POST' })).json()) as { readonly id: string };
    await call(sandbox, token, `/connections/${id}/sync?type=LIST_ACCOUNTS`, { method: 'POST' });
    expect(await get(sandbox, token, `/queues/${queue.id}`)).toMatchObject([{ new_transactions: false }]);
  });

  it('is not started twice, and is forgotten with its connection', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Infinity } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9201');
    sandbox.synchronizations.step(id);
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    sandbox.synchronizations.step(id);
    expect(await accountsOf(sandbox, token, id)).toHaveLength(3);
    await call(sandbox, token, `/connections/${id}`, { method: 'DELETE' });
    expect(sandbox.synchronizations.running).toEqual([]);
    sandbox.synchronizations.finish();
    expect(await accountsOf(sandbox, token, id)).toEqual([]);
  });

  it('of a user who was deleted meanwhile ends without a trace', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Infinity } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    await add(sandbox, token, '9201');
    await call(sandbox, token, '/users/me', { method: 'DELETE' });
    sandbox.synchronizations.finish();
    expect(sandbox.synchronizations.running).toEqual([]);
  });
});

describe('the test banks', () => {
  it.each([
    ['9201', 'SUCCESS', ['SUCCESS', 'EMPTY'], 3],
    ['9204', 'FAILED', ['AUTHENTICATION_FAILED', 'EMPTY'], 0],
    ['9205', 'FAILED', ['SERVICE_UNAVAILABLE', 'EMPTY'], 0],
    ['9206', 'SUCCESS', ['SUCCESS', 'EMPTY'], 0],
    ['9207', 'PARTIAL_SUCCESS', ['SUCCESS', 'FAILED'], 2],
    ['9208', 'FAILED', ['FAILED', 'EMPTY'], 0],
    ['9211', 'FAILED', ['INPUT_REQUIRED', 'EMPTY'], 0],
  ])('%s: the synchronization ends with %s', async (providerId, status, channels, accounts) => {
    const sandbox = await sandboxForTest(instant);
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const connection = await add(sandbox, token, providerId);
    expect(connection.status).toBe(status);
    expect(connection.channels.map((channel) => channel.status)).toEqual(channels);
    expect(await accountsOf(sandbox, token, connection.id)).toHaveLength(accounts);
  });

  it('9209: the synchronization takes ten times as long', async () => {
    const sandbox = await sandboxForTest({ frozenAt: NOW, synchronization: { durationMs: 60_000 } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9209');
    sandbox.clock.advance(599_000);
    expect((await connectionAt(sandbox, token, id)).status).toBe('RUNNING');
    sandbox.clock.advance(1_000);
    expect((await connectionAt(sandbox, token, id)).status).toBe('SUCCESS');
  });

  it('9211: it succeeds once the bank’s question was answered in the widget user_input', async () => {
    const sandbox = await sandboxForTest(instant);
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9211');
    const question = await openPage(await widgetUrl(sandbox, 'user_input', { connection_id: id, locale: 'en' }));
    expect(question.title).toBe('Confirm that it is you');
    expect((await question.submit({ code: '123456' })).step).toBe('done');
    expect((await connectionAt(sandbox, token, id)).status).toBe('SUCCESS');
    expect(await accountsOf(sandbox, token, id)).toHaveLength(3);
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    expect((await connectionAt(sandbox, token, id)).status).toBe('FAILED');
  });

  it('any of them fails for the credential “wrong”, until a right one is given', async () => {
    const sandbox = await sandboxForTest(instant);
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id, channels } = await add(sandbox, token, '9201', 'wrong');
    expect(channels[0]?.status).toBe('AUTHENTICATION_FAILED');
    const json = { credentials: [{ id: '2', value: '123456' }] };
    await call(sandbox, token, `/connections/${id}`, { method: 'PUT', json });
    expect((await connectionAt(sandbox, token, id)).status).toBe('SUCCESS');
    expect(await accountsOf(sandbox, token, id)).toHaveLength(3);
  });
});

describe('a consent', () => {
  it('expires after 90 days, which a synchronization before that renews', async () => {
    const sandbox = await sandboxForTest({ ...instant, frozenAt: NOW, wire: { lifetimeSeconds: 1e9 } });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id, channels, creation_date: created } = await add(sandbox, token, '9201');
    expect([created, channels[0]?.expires]).toEqual([NOW / 1000, NOW / 1000 + 90 * DAY_SECONDS]);
    sandbox.clock.advance(80 * DAY_MS);
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    expect((await connectionAt(sandbox, token, id)).channels[0]?.expires).toBe(NOW / 1000 + 170 * DAY_SECONDS);
    sandbox.clock.advance(90 * DAY_MS);
    const expired = await connectionAt(sandbox, token, id);
    expect([expired.status, expired.channels[0]?.status]).toEqual(['FAILED', 'TOKEN_EXPIRED']);
    expect(new Set((await accountsOf(sandbox, token, id)).map(({ status }) => status))).toEqual(new Set(['ERROR']));
  });

  it('that has expired is renewed by the widget edit_credentials, and by no synchronization', async () => {
    const sandbox = await sandboxForTest({ ...instant, frozenAt: NOW });
    const token = await userToken(sandbox, WIDGET_SCOPES);
    const { id } = await add(sandbox, token, '9210');
    sandbox.clock.advance(60_000);
    await call(sandbox, token, `/connections/${id}/sync`, { method: 'POST' });
    expect((await connectionAt(sandbox, token, id)).channels[0]?.status).toBe('TOKEN_EXPIRED');

    const signIn = await openPage(await widgetUrl(sandbox, 'edit_credentials', { provider_id: '9210', locale: 'en' }));
    expect(signIn.title).toBe('Sign in to Test Short Consent');
    const consent = await signIn.submit({ identifier: '1', password: 'secret' });
    expect(consent.title).toBe('Renew the access?');
    expect((await consent.submit({ answer: 'agree' })).html).toContain('The access to Test Short Consent is renewed.');
    const renewed = await connectionAt(sandbox, token, id);
    expect(renewed.status).toBe('SUCCESS');
    expect(renewed.channels[0]).toMatchObject({ status: 'SUCCESS', expires: NOW / 1000 + 60 + 90 * DAY_SECONDS });
    expect(new Set((await accountsOf(sandbox, token, id)).map(({ status }) => status))).toEqual(new Set(['ACTIVE']));
  });
});
