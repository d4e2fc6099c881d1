/** The journey of looking for transactions: a page of them, with filters and a search. */
import type { Transaction } from '@linxo-guard/core';
import { type Answer, page } from '../answer.ts';
import type { ReadingClient } from '../linxo/clients.ts';
import { transactionsPage } from '../pages/transactions-page.tsx';
import type { Services } from '../services.ts';
import type { Visit } from '../visit.ts';
import { type Filters, isBackwards, PAGE_LENGTH, readFilters } from './filters.ts';

/** The smallest amount that is money in, and with a minus sign money out. */
const CENT = 0.01;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** The API has no search for text, so this many of the newest transactions are looked through here. */
const MOST_SEARCHED = 2_000;
const MOST_ON_A_PAGE = 500;

export interface Found {
  readonly transactions: readonly Transaction[];
  readonly hasMore: boolean;
}

export async function showTransactions(
  services: Services,
  visit: Visit,
  api: ReadingClient,
  query: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const filters = readFilters(query);
  const [found, accounts, categories] = await Promise.all([
    find(api, filters),
    api.get('/accounts', { query: { limit: 100 } }),
    services.categories.read(api),
  ]);
  return page(transactionsPage(visit, { filters, found, accounts, categories }));
}

async function find(api: ReadingClient, filters: Filters): Promise<Found> {
  if (isBackwards(filters)) return { transactions: [], hasMore: false };
  return filters.q === undefined ? onePage(api, filters) : search(api, filters, filters.q);
}

async function onePage(api: ReadingClient, filters: Filters): Promise<Found> {
  const query = { ...queryOf(filters), page: filters.page, limit: PAGE_LENGTH };
  const transactions = await api.get('/transactions', { query });
  return { transactions, hasMore: transactions.length === PAGE_LENGTH };
}

async function search(api: ReadingClient, filters: Filters, text: string): Promise<Found> {
  const [start, end] = [(filters.page - 1) * PAGE_LENGTH, filters.page * PAGE_LENGTH];
  const matching: Transaction[] = [];
  let looked = 0;
  for await (const transaction of api.paginate('/transactions', {
    query: { ...queryOf(filters), limit: MOST_ON_A_PAGE },
  })) {
    if (matches(transaction, text)) matching.push(transaction);
    looked += 1;
    if (matching.length > end || looked >= MOST_SEARCHED) break;
  }
  return { transactions: matching.slice(start, end), hasMore: matching.length > end };
}

function matches({ label, notes }: Transaction, text: string): boolean {
  return plain(`${label ?? ''} ${notes ?? ''}`).includes(plain(text));
}

/** Returns a text without case and accents, as people type it. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function queryOf({ account, category, direction, from, to }: Filters) {
  return {
    ...(account === undefined ? {} : { account_id: account }),
    ...(category === undefined ? {} : { category_id: category }),
    ...(direction === 'in' ? { min_amount: CENT } : direction === 'out' ? { max_amount: -CENT } : {}),
    ...(from === undefined ? {} : { start_date: new Date(from) }),
    // The whole last day.
    ...(to === undefined ? {} : { end_date: new Date(Date.parse(to) + DAY_MS - 1_000) }),
  };
}
