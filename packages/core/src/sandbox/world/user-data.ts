/** The data of one user: connections, accounts, transactions and the state of synchronizations. */
import type { Account, Connection, SyncEvent, Transaction } from '../data/payloads.ts';
import type { ConnectionLedger } from '../seed/catch-up.ts';

/** What a new connection brings: accounts first, then their transactions. */
interface Arrival {
  readonly accounts: readonly Account[];
  readonly transactions: readonly Transaction[];
}

export interface UserData {
  readonly connections: Map<string, Connection>;
  readonly accounts: Map<string, Account>;
  /** The transactions, the newest first. */
  transactions: readonly Transaction[];
  /** The pending events of each queue. */
  readonly queues: Map<string, SyncEvent[]>;
  /** The accounts and transactions that no synchronization has brought yet, by connection id. */
  readonly arrivals: Map<string, Arrival>;
  /** How the transactions of each connection go on, by connection id. */
  readonly ledgers: Map<string, ConnectionLedger>;
}

export function emptyUserData(): UserData {
  return {
    connections: new Map(),
    accounts: new Map(),
    transactions: [],
    queues: new Map(),
    arrivals: new Map(),
    ledgers: new Map(),
  };
}

/** Removes accounts with their transactions. */
export function removeAccounts(data: UserData, ids: readonly string[]): void {
  for (const id of ids) data.accounts.delete(id);
  data.transactions = data.transactions.filter((transaction) => !ids.includes(transaction.account_id));
}
