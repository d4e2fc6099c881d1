/** Tests the lists of the API: pages, filters, orders and invalid queries. */

import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, type Sandbox } from '../../src/sandbox/index.ts';
import { call, get, sandboxForTest, TEST_TIME, userToken } from './helpers.ts';

interface Account {
  readonly id: string;
  readonly connection_id: string;
  readonly name: string;
  readonly type: string;
  readonly iban?: string;
  readonly balance: number;
}

interface Transaction {
  readonly id: string;
  readonly account_id: string;
  readonly amount: number;
  readonly date: number;
  readonly status: string;
  readonly category_id: string;
}

async function everyPage(sandbox: Sandbox, token: string, limit: number, page = 1): Promise<readonly Transaction[]> {
  const list = await get<Transaction[]>(sandbox, token, `/transactions?limit=${limit}&page=${page}`);
  return list.length < limit ? list : [...list, ...(await everyPage(sandbox, token, limit, page + 1))];
}

describe('transactions', () => {
  it('come a hundred at a time, newest first, and each on one page only', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    expect(await get<unknown[]>(sandbox, token, '/transactions')).toHaveLength(100);
    const all = await everyPage(sandbox, token, 100);
    expect(all.length).toBeGreaterThan(500);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted((one, other) => other - one));
    expect(await everyPage(sandbox, token, 499)).toEqual(all);
  });

  const FILTERS: Readonly<Record<string, (transaction: Transaction) => boolean>> = {
    'min_amount=-20&max_amount=0': ({ amount }) => amount >= -20 && amount <= 0,
    'amount=-29.99': ({ amount }) => amount === -29.99,
    'category_id=RENT': ({ category_id: category }) => category === 'RENT',
    'included_statuses=PENDING': ({ status }) => status === 'PENDING',
    'excluded_statuses=PENDING,OTHER': ({ status }) => status === 'BOOKED',
    [`start_date=${TEST_TIME - 2_000_000}&end_date=${TEST_TIME - 1_000_000}`]: ({ date }) =>
      date >= TEST_TIME - 2_000_000 && date <= TEST_TIME - 1_000_000,
  };

  it.each(Object.entries(FILTERS))('can be asked for by %s', async (query, passes) => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    const [all, some] = await Promise.all([
      everyPage(sandbox, token, 500),
      get<Transaction[]>(sandbox, token, `/transactions?limit=500&${query}`),
    ]);
    expect(some.length).toBeGreaterThan(0);
    expect(some).toEqual(all.filter(passes).slice(0, 500));
    expect(some.length).toBeLessThan(all.length);
  });

  it('can be asked for by account, by several accounts, and by kind of account', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    const [first, second] = await get<[Account, Account]>(sandbox, token, '/accounts');
    const of = async (query: string): Promise<ReadonlySet<string>> => {
      const list = await get<Transaction[]>(sandbox, token, `/transactions?limit=500&${query}`);
      return new Set(list.map(({ account_id: id }) => id));
    };
    expect(await of(`account_id=${first.id}`)).toEqual(new Set([first.id]));
    const both = new Set([first.id, second.id]);
    expect(await of(`account_id=${first.id},${second.id}`)).toEqual(both);
    expect(await of(`account_id=${first.id}%2C${second.id}`)).toEqual(both);
    expect(await of(`account_id=${first.id}&account_id=${second.id}`)).toEqual(both);
    const loans = await get<Account[]>(sandbox, token, '/accounts?type=LOAN');
    expect(await of('account_type=LOAN')).toEqual(new Set(loans.map(({ id }) => id)));
  });

  it('are one user’s own', async () => {
    const sandbox = await sandboxForTest();
    const [camille, jules] = await Promise.all([
      userToken(sandbox, 'transactions_read'),
      userToken(sandbox, 'transactions_read', SANDBOX_USERS.jules),
    ]);
    const [transaction] = await get<[Transaction]>(sandbox, camille, '/transactions?limit=1');
    expect(await get(sandbox, camille, `/transactions/${transaction.id}`)).toEqual(transaction);
    expect((await call(sandbox, jules, `/transactions/${transaction.id}`)).status).toBe(404);
  });
});

describe('accounts', () => {
  it('can be asked for by connection, type, words and order', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_read');
    const list = (query: string): Promise<Account[]> => get<Account[]>(sandbox, token, `/accounts?${query}`);
    const all = await list('');
    const connectionId = all[0]?.connection_id ?? '';
    expect(await list(`connection_id=${connectionId}`)).toEqual(
      all.filter((one) => one.connection_id === connectionId),
    );
    expect(await list('type=SAVINGS,LOAN')).toEqual(all.filter(({ type }) => type === 'SAVINGS' || type === 'LOAN'));
    expect(await list('q=livret')).toEqual(all.filter(({ name }) => name === 'Livret A'));
    const balances = (await list('sort=-balance')).map(({ balance }) => balance);
    expect(balances).toEqual(balances.toSorted((one, other) => other - one));
  });

  it('have IBANs whose check digits are right', async () => {
    const sandbox = await sandboxForTest();
    const accounts = await get<Account[]>(
      sandbox,
      await userToken(sandbox, 'accounts_read'),
      '/accounts?type=CHECKINGS',
    );
    const remainders = accounts.map(({ iban = '' }) => {
      const moved = iban.slice(4) + iban.slice(0, 4);
      return BigInt(moved.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n;
    });
    expect(new Set(remainders)).toEqual(new Set([1n]));
  });

  it('are none for a user without a bank', async () => {
    const sandbox = await sandboxForTest();
    expect(await get(sandbox, await userToken(sandbox, 'accounts_read', SANDBOX_USERS.ines), '/accounts')).toEqual([]);
  });
});

describe('a query', () => {
  it.each([
    'page=0',
    'page=x',
    'limit=0',
    'limit=501',
    'limit=1.5',
    'min_amount=',
    'start_date=today',
    'origin=NOWHERE',
  ])('is a 400 with %s', async (query) => {
    const sandbox = await sandboxForTest();
    const response = await call(sandbox, await userToken(sandbox, 'transactions_read'), `/transactions?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'PARAMETER_INVALID' });
  });

  it('may hold unknown parameters, unless the rules say otherwise', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_read');
    expect((await call(sandbox, token, '/accounts?conection_id=1')).status).toBe(200);
    sandbox.rules.unknownParameters = 'refuse';
    expect((await call(sandbox, token, '/accounts?conection_id=1')).status).toBe(400);
  });
});
