/** Takes back what has not happened yet, after the clock of the sandbox was set back. A later synchronization brings it again. */
import type { Account, Channel, Connection, Transaction } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import { settleBalance, type Books } from './balance.ts';
import type { ConnectionLedger } from './catch-up.ts';

/** Removes the transactions after `now` (in seconds since the epoch), and dates nothing later than that. */
export function takeBack(data: UserData, now: number): void {
  for (const account of data.accounts.values()) data.accounts.set(account.id, notLater(account, DATED, now));
  for (const connection of data.connections.values()) data.connections.set(connection.id, takenBack(connection, now));
  for (const [connectionId, known] of data.ledgers) {
    if (known.until <= now) continue;
    known.until = now;
    takeBackBooks(data, known, now);
    const arrival = data.arrivals.get(connectionId);
    if (arrival === undefined) continue;
    const accounts = arrival.accounts.map((account) => [account.id, notLater(account, DATED, now)] as const);
    const books = { accounts: new Map(accounts), transactions: arrival.transactions };
    takeBackBooks(books, known, now);
    data.arrivals.set(connectionId, { accounts: [...books.accounts.values()], transactions: books.transactions });
  }
}

const IMPORTED = ['import_date'] as const satisfies readonly (keyof Transaction)[];
const DATED = ['balance_date', 'creation_date'] as const satisfies readonly (keyof Account)[];
const ENDED = ['last_success_date', 'last_end_date'] as const satisfies readonly (keyof Channel)[];

function takeBackBooks(books: Books, { accountIds }: ConnectionLedger, now: number): void {
  books.transactions = books.transactions
    .filter(({ date }) => date <= now)
    .map((transaction) => notLater(transaction, IMPORTED, now));
  for (const id of accountIds.values()) settleBalance(books, id, now);
}

function takenBack(connection: Connection, now: number): Connection {
  const channels = connection.channels.map((channel) => notLater(channel, ENDED, now));
  return { ...notLater(connection, ['creation_date'], now), channels };
}

/** Returns the thing with those of its times that lie after `now` set to `now`. */
function notLater<T extends object>(thing: T, names: readonly (keyof T)[], now: number): T {
  const times = names.filter((name) => typeof thing[name] === 'number' && thing[name] > now);
  return times.length === 0 ? thing : { ...thing, ...Object.fromEntries(times.map((name) => [name, now])) };
}
