/** Takes back what has not happened yet, after the clock of the sandbox was set back. A later synchronization brings it again. */
import type { Account, Channel, Connection, Transaction } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import { settleBalance } from './balance.ts';

/** Removes the transactions after `now` (in seconds since the epoch), and dates nothing later than that. */
export function takeBack(data: UserData, now: number): void {
  const ahead = [...data.ledgers.values()].filter(({ until }) => until > now);
  if (ahead.length === 0) return;
  data.transactions = data.transactions.filter(({ date }) => date <= now).map((one) => notLater(one, IMPORTED, now));
  for (const account of data.accounts.values()) data.accounts.set(account.id, notLater(account, DATED, now));
  for (const connection of data.connections.values()) data.connections.set(connection.id, takenBack(connection, now));
  for (const known of ahead) {
    known.until = now;
    for (const id of known.accountIds.values()) settleBalance(data, id, now);
  }
}

const IMPORTED = ['import_date'] as const satisfies readonly (keyof Transaction)[];
const DATED = ['balance_date', 'creation_date'] as const satisfies readonly (keyof Account)[];
const ENDED = ['last_success_date', 'last_end_date'] as const satisfies readonly (keyof Channel)[];

function takenBack(connection: Connection, now: number): Connection {
  const channels = connection.channels.map((channel) => notLater(channel, ENDED, now));
  return { ...notLater(connection, ['creation_date'], now), channels };
}

/** Returns the thing with those of its times that lie after `now` set to `now`. */
function notLater<T extends object>(thing: T, names: readonly (keyof T)[], now: number): T {
  const times = names.filter((name) => typeof thing[name] === 'number' && thing[name] > now);
  return times.length === 0 ? thing : { ...thing, ...Object.fromEntries(times.map((name) => [name, now])) };
}
