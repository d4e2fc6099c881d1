/** The four stages of a synchronization, in their order. */
import type { Account, Transaction } from '../data/payloads.ts';
import { catchUp } from '../seed/catch-up.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { settle } from './settle.ts';
import { outcomeOf, type SyncOutcome } from './sync-outcome.ts';

/** One synchronization of a connection. */
export interface SyncRun {
  readonly userId: string;
  readonly connectionId: string;
  readonly type: 'ALL' | 'LIST_ACCOUNTS';
  /** True for the first synchronization of a connection. */
  readonly isFirst?: boolean;
  /** True if the user answered the bank's question in a widget. */
  readonly isAnswered?: boolean;
  /** True if the credentials were refused by the bank. */
  readonly isRefused?: boolean;
  /** True if it happened by itself, as it does once a day. */
  readonly isAutomatic?: boolean;
  /** The ids of the transactions that this synchronization brought. */
  readonly brought: Set<string>;
}

type Stage = (run: SyncRun, data: UserData, world: World) => void;

export const STAGES: readonly Stage[] = [
  // The bank answers.
  () => {},
  (run, data, world) => {
    for (const account of data.arrivals.get(run.connectionId)?.accounts ?? []) {
      if (reaches(account, outcomeIn(run, data, world))) data.accounts.set(account.id, account);
    }
  },
  (run, data, world) => {
    for (const { id } of transactionsFor(run, data, world)) run.brought.add(id);
  },
  (run, data, world) => settle(run, outcomeIn(run, data, world), data, world),
];

function outcomeIn(run: SyncRun, data: UserData, world: World): SyncOutcome {
  return outcomeOf(data.connections.get(run.connectionId), run, world);
}

/** Adds the transactions that this synchronization brings, and returns them. */
function transactionsFor(run: SyncRun, data: UserData, world: World): readonly Transaction[] {
  if (outcomeIn(run, data, world).status === 'FAILED') return [];
  const arriving = takeArrivals(run.connectionId, data);
  if (run.isFirst === true || run.type === 'LIST_ACCOUNTS') return arriving;
  return [...arriving, ...catchUp({ data, ids: world.ids }, run.connectionId, epochSeconds(world))];
}

/** Adds the transactions of the accounts that have arrived. What belongs to others stays for a later synchronization. */
function takeArrivals(connectionId: string, data: UserData): readonly Transaction[] {
  const arrival = data.arrivals.get(connectionId);
  if (arrival === undefined) return [];
  const hasArrived = (accountId: string): boolean => data.accounts.has(accountId);
  const accounts = arrival.accounts.filter(({ id }) => !hasArrived(id));
  const transactions = arrival.transactions.filter(({ account_id: id }) => !hasArrived(id));
  if (accounts.length === 0) data.arrivals.delete(connectionId);
  else data.arrivals.set(connectionId, { accounts, transactions });
  const arriving = arrival.transactions.filter(({ account_id: id }) => hasArrived(id));
  data.transactions = [...data.transactions, ...arriving].toSorted(
    (one, other) => other.date - one.date || Number(other.id) - Number(one.id),
  );
  return arriving;
}

/** Returns true if the account's channel is one that succeeds. */
function reaches({ last_channel_definition_id: channel = '' }: Account, { failed }: SyncOutcome): boolean {
  return !failed.has(channel);
}
