/** The four stages of a synchronization, in their order. */
import type { Account, Transaction } from '../data/payloads.ts';
import { catchUp } from '../seed/catch-up.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { settle } from './settle.ts';
import { outcomeOf, type SyncOutcome } from './sync-outcome.ts';

/** What a new connection brings: accounts first, then their transactions. */
export interface Arrival {
  readonly accounts: readonly Account[];
  readonly transactions: readonly Transaction[];
}

/** One synchronization of a connection. */
export interface SyncRun {
  readonly userId: string;
  readonly connectionId: string;
  readonly type: 'ALL' | 'LIST_ACCOUNTS';
  readonly arrival?: Arrival;
  /** True if the user answered the bank's question in a widget. */
  readonly isAnswered?: boolean;
  /** True if the credentials were refused by the bank. */
  readonly isRefused?: boolean;
  /** The ids of the transactions that this synchronization brought. */
  readonly brought: Set<string>;
}

type Stage = (run: SyncRun, data: UserData, world: World) => void;

export const STAGES: readonly Stage[] = [
  // The bank answers.
  () => {},
  (run, data, world) => {
    for (const account of run.arrival?.accounts ?? []) {
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
  if (run.arrival === undefined) {
    return run.type === 'ALL' ? catchUp({ data, ids: world.ids }, run.connectionId, epochSeconds(world)) : [];
  }
  const arriving = run.arrival.transactions.filter(({ account_id: id }) => data.accounts.has(id));
  data.transactions = [...data.transactions, ...arriving].toSorted(
    (one, other) => other.date - one.date || Number(other.id) - Number(one.id),
  );
  return arriving;
}

/** Returns true if the account's channel is one that succeeds. */
function reaches({ last_channel_definition_id: channel = '' }: Account, { failed }: SyncOutcome): boolean {
  return !failed.has(channel);
}
