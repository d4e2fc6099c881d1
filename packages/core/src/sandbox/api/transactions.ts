/** Answers `GET /transactions`, with its documented filters and the newest first, and `GET /transactions/{id}`. */
import type { Transaction } from '../data/payloads.ts';
import { ACCOUNT_TYPES, TRANSACTION_ORIGINS, TRANSACTION_STATUSES } from '../data/values.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import type { UserData } from '../world/user-data.ts';
import { found, idOf, type UserCall } from './call.ts';
import { listReply, type Filters } from './listing.ts';
import { readList, readNumber, readValues } from './parameters.ts';

/** The filters by query parameter. Bounds are inclusive, and dates are in seconds since the epoch. */
const FILTERS: Filters<Transaction> = {
  account_id: (text) => {
    const ids = readList(text);
    return (transaction) => ids.has(transaction.account_id);
  },
  category_id: (text) => {
    const ids = readList(text);
    return (transaction) => ids.has(transaction.category_id);
  },
  origin: (text, name) => {
    const origins = readValues(name, text, TRANSACTION_ORIGINS);
    return (transaction) => origins.has(transaction.origin);
  },
  included_statuses: (text, name) => {
    const statuses = readValues(name, text, TRANSACTION_STATUSES);
    return (transaction) => statuses.has(transaction.status);
  },
  excluded_statuses: (text, name) => {
    const statuses = readValues(name, text, TRANSACTION_STATUSES);
    return (transaction) => !statuses.has(transaction.status);
  },
  amount: compare((transaction, wanted) => transaction.amount === wanted),
  min_amount: compare((transaction, bound) => transaction.amount >= bound),
  max_amount: compare((transaction, bound) => transaction.amount <= bound),
  start_date: compare((transaction, bound) => transaction.date >= bound),
  end_date: compare((transaction, bound) => transaction.date <= bound),
  start_import_date: compare((transaction, bound) => transaction.import_date >= bound),
};

export function listTransactions(call: UserCall): Reply {
  return listReply(call.data.transactions, { ...FILTERS, ...accountTypeFilter(call.data) }, call);
}

export function getTransaction(call: UserCall): Reply {
  const transaction = call.data.transactions.find(({ id }) => id === idOf(call));
  return jsonReply(200, found(transaction, 'transaction'));
}

function accountTypeFilter({ accounts }: UserData): Filters<Transaction> {
  return {
    account_type: (text, name) => {
      const types = readValues(name, text, ACCOUNT_TYPES);
      return (transaction) => types.has(accounts.get(transaction.account_id)?.type ?? '');
    },
  };
}

function compare(holds: (transaction: Transaction, value: number) => boolean): Filters<Transaction>[string] {
  return (text, name) => {
    const value = readNumber(name, text);
    return (transaction) => holds(transaction, value);
  };
}
