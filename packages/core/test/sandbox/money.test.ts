/** Tests that the money of the sandbox adds up, to the cent, at any time and after any synchronization. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, type Sandbox } from '../../src/sandbox/index.ts';
import { ledger } from '../../src/sandbox/seed/ledger.ts';
import { call, get, sandboxForTest, TEST_TIME, userToken } from './helpers.ts';

const DAY = 24 * 60 * 60;

interface Account {
  readonly id: string;
  readonly name: string;
  readonly balance: number;
  readonly type: string;
  readonly usage: string;
  readonly balance_date: number;
}
interface Transaction {
  readonly id: string;
  readonly account_id: string;
  readonly amount: number;
  readonly date: number;
  readonly label: string;
  readonly status: string;
  readonly category_id: string;
  readonly booking_date?: number;
}

async function allTransactions(sandbox: Sandbox, token: string, page = 1): Promise<readonly Transaction[]> {
  const list = await get<Transaction[]>(sandbox, token, `/transactions?limit=500&page=${page}`);
  return list.length < 500 ? list : [...list, ...(await allTransactions(sandbox, token, page + 1))];
}

async function booksOf(sandbox: Sandbox, user: { readonly username: string; readonly password: string }) {
  const token = await userToken(sandbox, 'transactions_read connections_manage connections_sync', user);
  const [accounts, transactions] = await Promise.all([
    get<Account[]>(sandbox, token, '/accounts'),
    allTransactions(sandbox, token),
  ]);
  return { token, accounts, transactions };
}

const inCents = (amount: number): number => Math.round(amount * 100);

/** Returns the sum of each account's transactions beside its balance. */
function sumsOf(accounts: readonly Account[], transactions: readonly Transaction[]) {
  return accounts.map(({ id, balance }) => {
    const own = transactions.filter((transaction) => transaction.account_id === id);
    return { sum: own.reduce((cents, { amount }) => cents + inCents(amount), 0) / 100, balance };
  });
}

function balancesOf(accounts: readonly Account[]) {
  return accounts.map(({ balance }) => ({ sum: balance, balance }));
}

/** Synchronizes all connections, and reads them until they have ended. */
async function synchronize(sandbox: Sandbox, token: string): Promise<void> {
  await call(sandbox, token, '/connections/sync', { method: 'POST' });
  for (let running = true; running;) {
    // oxlint-disable-next-line no-await-in-loop -- Each read is one look at the synchronization.
    const list = await get<{ readonly status: string }[]>(sandbox, token, '/connections');
    running = list.some(({ status }) => status === 'RUNNING');
    sandbox.clock.advance(1_000);
  }
}

describe('the money of the sandbox', () => {
  it.each(Object.keys(SANDBOX_USERS) as (keyof typeof SANDBOX_USERS)[])(
    'of %s adds up: each balance is the sum of its transactions',
    async (name) => {
      const sandbox = await sandboxForTest();
      sandbox.allow(SANDBOX_USERS[name].username, ['transactions_read']);
      const { accounts, transactions } = await booksOf(sandbox, SANDBOX_USERS[name]);
      expect(sumsOf(accounts, transactions)).toEqual(balancesOf(accounts));
    },
  );

  it('has at most two decimals, on the wire too', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    const texts = await Promise.all(
      ['/accounts', '/transactions?limit=500'].map(async (path) => (await call(sandbox, token, path)).text()),
    );
    const numbers = texts.flatMap((text) => text.match(/(?<="(?:amount|balance)":)-?[\d.e]+/g) ?? []);
    expect(numbers.length).toBeGreaterThan(500);
    expect(numbers.filter((number) => !/^-?\d+(\.\d{1,2})?$/.test(number))).toEqual([]);
  });

  it('recurs: salary, rent, subscription and savings come every month, with equal amounts on both sides', async () => {
    const { transactions } = await booksOf(await sandboxForTest(), SANDBOX_USERS.camille);
    const count = (label: string): number => transactions.filter((one) => one.label === label).length;
    for (const label of ['ATELIERS MORVAN SAS PAIE', 'REGIE DES QUAIS LOYER', 'FILAIR MOBILE', 'VERS LIVRET A']) {
      expect(count(label)).toBeGreaterThanOrEqual(17);
    }
    const sums = (label: string): number[] =>
      transactions.filter((one) => one.label === label).map(({ amount }) => Math.abs(amount));
    expect(sums('DEBIT DIFFERE CARTE')).toEqual(sums('RELEVE CARTE DEBIT DIFFERE'));
    expect(sums('VIREMENT PERMANENT COMPTE JOINT')).toEqual(sums('VIREMENT PERMANENT FOYER'));
  });

  it('has a deferred-debit card, a loan, savings, a professional account, and pending beside booked transactions', async () => {
    const sandbox = await sandboxForTest();
    const [camille, odette] = await Promise.all([
      booksOf(sandbox, SANDBOX_USERS.camille),
      booksOf(sandbox, SANDBOX_USERS.odette),
    ]);
    const types = new Set(camille.accounts.map(({ type }) => type));
    expect(types).toEqual(new Set(['CHECKINGS', 'SAVINGS', 'CREDIT_CARD', 'LOAN']));
    expect(odette.accounts.map(({ usage }) => usage)).toContain('PROFESSIONAL');
    const loan = camille.accounts.find(({ type }) => type === 'LOAN');
    expect(loan?.balance).toBeLessThan(-1_000);
    // No current account is overdrawn, and none has grown beyond belief.
    const current = [...camille.accounts, ...odette.accounts].filter(({ type }) => type === 'CHECKINGS');
    expect(current.filter(({ balance }) => balance < 0 || balance > 20_000)).toEqual([]);
    const pending = camille.transactions.filter(({ status }) => status === 'PENDING');
    expect(pending.length).toBeGreaterThan(0);
    expect(pending.every((one) => one.date > TEST_TIME - 3 * DAY && one.booking_date === undefined)).toBe(true);
    expect(
      camille.transactions.every(
        ({ status, booking_date: booked }) => (status === 'BOOKED') === (booked !== undefined),
      ),
    ).toBe(true);
  });

  it.each(['camille', 'odette'] as const)(
    'of %s has categories of the tree, whose type fits the amount',
    async (name) => {
      const sandbox = await sandboxForTest();
      const { token, accounts, transactions } = await booksOf(sandbox, SANDBOX_USERS[name]);
      const categories = await get<{ readonly id: string; readonly type: string }[]>(sandbox, token, '/categories');
      const typeOf = new Map(categories.map(({ id, type }) => [id, type]));
      // An instalment is an expense on the account that pays it, and lowers the debt on the other.
      const loans = new Set(accounts.filter(({ type }) => type === 'LOAN').map(({ id }) => id));
      const wanted = { EXPENSE: -1, INCOME: 1 } as Readonly<Record<string, number>>;
      const wrong = transactions.filter(({ category_id: id, account_id: account, amount }) => {
        const sign = wanted[typeOf.get(id) ?? ''];
        return !typeOf.has(id) || (sign !== undefined && !loans.has(account) && Math.sign(amount) !== sign);
      });
      expect(wrong).toEqual([]);
    },
  );

  it('still adds up after a synchronization, which books what was pending and brings what happened since', async () => {
    const sandbox = await sandboxForTest();
    const before = await booksOf(sandbox, SANDBOX_USERS.camille);
    sandbox.clock.advance(40 * DAY * 1000);
    const { token } = await booksOf(sandbox, SANDBOX_USERS.camille);
    await synchronize(sandbox, token);
    const after = await booksOf(sandbox, SANDBOX_USERS.camille);
    expect(sumsOf(after.accounts, after.transactions)).toEqual(balancesOf(after.accounts));
    expect(after.transactions.length).toBeGreaterThan(before.transactions.length + 40);
    const known = new Map(after.transactions.map((one) => [one.id, one]));
    for (const one of before.transactions)
      expect(known.get(one.id)).toMatchObject({ amount: one.amount, status: 'BOOKED' });
  });

  it('brings a purchase of today with a synchronization after which nothing else happened', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read connections_sync');
    const before = await allTransactions(sandbox, token);
    await synchronize(sandbox, token);
    const after = await allTransactions(sandbox, token);
    expect(after.length).toBeGreaterThan(before.length);
    const accounts = await get<Account[]>(sandbox, token, '/accounts');
    expect(sumsOf(accounts, after)).toEqual(balancesOf(accounts));
  });
});

describe('the movements at a bank', () => {
  it('end after ten years, so that a clock that leaps by thousands is answered in time', () => {
    const plan = { seed: '', accounts: ['everyday', 'savings'], firstMonth: 2025 * 12 } as const;
    const movements = ledger(plan, Date.parse('9999-12-31') / 1000);
    expect(movements.length).toBeLessThan(10_000);
    expect(movements).toEqual(ledger(plan, Date.parse('2036-01-01') / 1000));
  });

  it('up to a time are the beginning of the movements up to a later one', () => {
    const accounts = ['everyday', 'joint', 'second', 'card', 'savings', 'homeSavings', 'loan', 'business'] as const;
    const subsets = fc.subarray([...accounts], { minLength: 1 });
    fc.assert(
      fc.property(subsets, fc.string(), fc.nat(900), fc.nat(100), (chosen, seed, days, more) => {
        const plan = { seed, accounts: chosen, firstMonth: 2025 * 12 };
        const until = TEST_TIME - 365 * DAY + days * DAY;
        const longer = ledger(plan, until + more * DAY);
        expect(longer.filter(({ date }) => date <= until)).toEqual(ledger(plan, until));
        expect(longer.every(({ cents }) => Number.isSafeInteger(cents))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
