/** The journeys of looking at all accounts and at one. */
import { type Account, type Connection, isLinxoError, type Subject, type Transaction } from '@linxo-guard/core';
import { type Answer, page } from '../answer.ts';
import { LINXO_ID } from '../input.ts';
import type { AccountsClient, ReadingClient } from '../linxo/clients.ts';
import { accountPage } from '../pages/account-page.tsx';
import { accountsPage } from '../pages/accounts-page.tsx';
import type { Services } from '../services.ts';
import type { Visit } from '../visit.ts';
import { readNotices } from '../webhook/notices.ts';
import { balanceHistory, historyStart } from './balance-history.ts';

/** A year of a busy household. A chart of more than this would not be worth the requests. */
const MOST_TRANSACTIONS = 5_000;
const MOST_ON_A_PAGE = 500;
const LATEST = 8;
const LATEST_OF_ACCOUNT = 15;

/** The data of those who share their transactions, too. */
export interface Shared {
  readonly connections: readonly Connection[];
  /** The transactions since the chart begins, the newest first. */
  readonly transactions: readonly Transaction[];
  readonly latest: readonly Transaction[];
}

/** Shows all accounts, with everything else that their owner shares. */
export async function showAccounts(
  services: Services,
  visit: Visit,
  { api, subject }: { readonly api: AccountsClient; readonly subject: Subject },
): Promise<Answer> {
  const [accounts, shared, categories, notices] = await Promise.all([
    collected(api.paginate('/accounts')),
    readShared(services, subject),
    services.categories.read(api),
    visit.person ? readNotices(services.database, visit.person) : [],
  ]);
  return page(accountsPage(visit, { accounts, shared, categories, notices }));
}

/** Shows one account: its balances of the last months, and a page of its transactions. */
export async function showAccount(services: Services, visit: Visit, api: ReadingClient, id: unknown): Promise<Answer> {
  const own = LINXO_ID.parse(id);
  const [account, transactions, latest, categories] = await Promise.all([
    api.get('/accounts/{id}', { path: { id: own } }),
    sinceStart(api, { account_id: own }),
    api.get('/transactions', { query: { account_id: own, limit: LATEST_OF_ACCOUNT } }),
    services.categories.read(api),
  ]);
  const history = balanceHistory(account.balance, transactions);
  return page(accountPage(visit, { account, history, latest, categories }));
}

/** Reads what needs more than accounts_read. Somebody who does not share it sees the rest all the same. */
async function readShared({ connect }: Services, subject: Subject): Promise<Shared | undefined> {
  const api = connect.api({ subject, scopes: ['transactions_read'] });
  try {
    const [connections, transactions] = await Promise.all([collected(api.paginate('/connections')), sinceStart(api)]);
    const newest = transactions.toSorted((one, other) => other.date - one.date);
    return { connections, transactions, latest: newest.slice(0, LATEST) };
  } catch (error) {
    if (isLinxoError(error, 'ERR_INSUFFICIENT_SCOPE') || isLinxoError(error, 'ERR_SCOPE_REJECTED')) return undefined;
    throw error;
  }
}

function sinceStart(api: ReadingClient, of: { readonly account_id?: string } = {}): Promise<readonly Transaction[]> {
  const query = { ...of, start_date: historyStart(), limit: MOST_ON_A_PAGE };
  return collected(api.paginate('/transactions', { query }));
}

async function collected<T extends Account | Connection | Transaction>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) if (all.push(item) >= MOST_TRANSACTIONS) break;
  return all;
}
