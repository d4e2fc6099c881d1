/** Brings a connection's accounts up to date: what happened since the last synchronization, and the balances. */
import { monthOf, parisMidnight } from '../clock/calendar.ts';
import type { Transaction } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import type { AccountPlanName } from './account-plans.ts';
import { settleBalance } from './balance.ts';
import type { IdSource } from './ids.ts';
import { ledger, type LedgerPlan } from './ledger.ts';
import type { Movement } from './movement.ts';
import { createRandom } from './random.ts';
import { asOf, transactionOf, type StatementStyle } from './statement.ts';

/** How the transactions of a connection are worked out, and how far they are known. */
export interface ConnectionLedger {
  readonly plan: LedgerPlan;
  readonly style: StatementStyle;
  /** The id of the account of each plan. */
  readonly accountIds: ReadonlyMap<AccountPlanName, string>;
  readonly connectedAt: number;
  /** The time of the last import, in seconds since the epoch. It is `-Infinity` before the first one. */
  until: number;
}

interface Target {
  readonly data: UserData;
  readonly ids: IdSource;
}

/**
 * Imports what happened at the bank since the last time, and returns the new transactions. If nothing did, it makes one purchase of
 * today, so that a synchronization always brings something.
 */
export function catchUp(target: Target, connectionId: string, now: number): readonly Transaction[] {
  const known = target.data.ledgers.get(connectionId);
  if (known === undefined) return [];
  const brought = importMovements(target, connectionId, now);
  if (brought.length > 0) return brought;
  const account = (['everyday', 'second', 'business', 'joint', 'card'] as const).find((name) =>
    target.data.accounts.has(known.accountIds.get(name) ?? ''),
  );
  return account === undefined ? [] : add(target, known, [purchase(account, known, now)], now);
}

/** Imports the movements since the last import, and returns the new transactions. */
export function importMovements(target: Target, connectionId: string, now: number): readonly Transaction[] {
  const { data } = target;
  const known = data.ledgers.get(connectionId);
  if (known === undefined || now < known.until) return [];
  const accountIds = new Set(known.accountIds.values());
  data.transactions = data.transactions.map((one) => (accountIds.has(one.account_id) ? asOf(one, now) : one));
  const movements = ledger(known.plan, now).filter(({ date }) => date > known.until);
  known.until = now;
  return add(target, known, movements, now);
}

function add(
  { data, ids }: Target,
  { accountIds, style, connectedAt }: ConnectionLedger,
  movements: readonly Movement[],
  now: number,
): readonly Transaction[] {
  const added = movements.flatMap((movement) => {
    const accountId = accountIds.get(movement.account) ?? '';
    // The user may have deleted the account, or ended its updates.
    if ((data.accounts.get(accountId)?.status ?? 'SUSPENDED') === 'SUSPENDED') return [];
    return [transactionOf(movement, { accountId, id: ids.next('transaction'), style, connectedAt, now })];
  });
  data.transactions = [...data.transactions, ...added].toSorted(newestFirst);
  for (const id of accountIds.values()) settleBalance(data, id, now);
  return added;
}

function purchase(account: AccountPlanName, { plan }: ConnectionLedger, now: number): Movement {
  const random = createRandom(`${plan.seed}/${monthOf(now)}/${now}`);
  return {
    account,
    date: parisMidnight(now),
    cents: -random.between(190, 890),
    label: 'KIOSQUE DE LA GARE',
    type: account === 'card' ? 'CREDIT_CARD_PAYMENT' : 'POINT_OF_SALE',
    category: 'RESTAURANTS',
    prefix: 'card',
  };
}

function newestFirst(one: Transaction, other: Transaction): number {
  return other.date - one.date || Number(other.id) - Number(one.id);
}
