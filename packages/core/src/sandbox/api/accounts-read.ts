/** Answers `GET /accounts`, with its filters and orders, and `GET /accounts/{id}`. */
import type { Account } from '../data/payloads.ts';
import { ACCOUNT_STATUSES, ACCOUNT_TYPES, ACCOUNT_USAGES } from '../data/values.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { ApiError } from './api-error.ts';
import { found, idOf, type UserCall } from './call.ts';
import { listReply, type Filters } from './listing.ts';
import { readList, readValues } from './parameters.ts';

const FILTERS: Filters<Account> = {
  connection_id: (text) => {
    const ids = readList(text);
    return (account) => ids.has(account.connection_id);
  },
  type: (text, name) => {
    const types = readValues(name, text, ACCOUNT_TYPES);
    return (account) => types.has(account.type);
  },
  status: (text, name) => {
    const statuses = readValues(name, text, ACCOUNT_STATUSES);
    return (account) => statuses.has(account.status);
  },
  usage: (text, name) => {
    const usages = readValues(name, text, ACCOUNT_USAGES);
    return (account) => usages.has(account.usage);
  },
  q: (text) => {
    const wanted = text.toLowerCase();
    return ({ name = '', account_number: number, iban = '' }) =>
      [name, number, iban].some((field) => field.toLowerCase().includes(wanted));
  },
};

/** The orders by value of `sort`. Linxo does not document the values. Here, a `-` before the field reverses the order. */
const ORDERS: Readonly<Record<string, (one: Account, other: Account) => number>> = {
  id: (one, other) => Number(one.id) - Number(other.id),
  name: (one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'fr'),
  balance: (one, other) => one.balance - other.balance,
  creation_date: (one, other) => one.creation_date - other.creation_date,
};

export function listAccounts(call: UserCall): Reply {
  return listReply(call.data.accounts.values(), FILTERS, call, orderOf(call.query.get('sort')));
}

export function getAccount(call: UserCall): Reply {
  return jsonReply(200, found(call.data.accounts.get(idOf(call)), 'account'));
}

function orderOf(sort: string | null): ((one: Account, other: Account) => number) | undefined {
  if (sort === null) return undefined;
  const name = sort.replace(/^-/, '');
  const order = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined;
  if (order === undefined) {
    throw new ApiError('PARAMETER_INVALID', `sort must be one of ${Object.keys(ORDERS).join(', ')}, or -one`);
  }
  return sort.startsWith('-') ? (one, other) => order(other, one) : order;
}
