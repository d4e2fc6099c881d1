/** What the API holds for one user: connections, accounts, transactions, and what a synchronization leaves behind. */

import type { Account, Connection, SyncEvent, Transaction } from '../data/payloads.ts';

export interface UserData {
  readonly connections: Map<string, Connection>;
  readonly accounts: Map<string, Account>;
  /** Newest first. */
  transactions: readonly Transaction[];
  /** Events that each queue has not handed out yet. */
  readonly queues: Map<string, SyncEvent[]>;
  /** For each connection that is `RUNNING`: how many more reads show it so. */
  readonly running: Map<string, number>;
}

export function emptyUserData(): UserData {
  return { connections: new Map(), accounts: new Map(), transactions: [], queues: new Map(), running: new Map() };
}

/** Takes accounts away, with their transactions. */
export function removeAccounts(data: UserData, ids: readonly string[]): void {
  for (const id of ids) data.accounts.delete(id);
  data.transactions = data.transactions.filter((transaction) => !ids.includes(transaction.account_id));
}
