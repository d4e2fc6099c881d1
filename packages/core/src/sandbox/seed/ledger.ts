/**
 * Works out all movements of the accounts at one bank, month by month. It is a function of its arguments: a later `until` gives the
 * same movements and further ones, so that a synchronization can bring what happened since.
 */
import { dayInMonth, monthOf, type MonthNumber } from '../clock/calendar.ts';
import { ACCOUNT_PLANS, type AccountPlan, type AccountPlanName } from './account-plans.ts';
import { habitMovements } from './habit-movements.ts';
import type { Movement } from './movement.ts';
import {
  cardStatement,
  internalTransfers,
  loanInstalment,
  savingsInterest,
  sweepIntoSavings,
} from './internal-movements.ts';
import { createRandom } from './random.ts';

/** The regular movements end after so many months, so that a clock set to a far future is answered in time. */
const MAX_MONTHS = 120;

export interface LedgerPlan {
  /** Equal seeds give equal movements. */
  readonly seed: string;
  readonly accounts: readonly AccountPlanName[];
  readonly firstMonth: MonthNumber;
}

/** Returns the movements up to a time (in seconds since the epoch), the oldest first. */
export function ledger(plan: LedgerPlan, until: number): readonly Movement[] {
  let movements = openings(plan);
  const lastMonth = Math.min(monthOf(until), plan.firstMonth + MAX_MONTHS);
  for (let month = plan.firstMonth; month <= lastMonth; month += 1) movements = withMonth(movements, plan, month);
  return movements.filter(({ date }) => date <= until).toSorted((one, other) => one.date - other.date);
}

function openings({ seed, accounts, firstMonth }: LedgerPlan): readonly Movement[] {
  return accounts.flatMap((account) => {
    const { opening }: AccountPlan = ACCOUNT_PLANS[account];
    if (opening === undefined) return [];
    const cents = createRandom(`${seed}/${account}`).between(...opening.cents);
    const kind = { type: cents < 0 ? 'OTHER' : 'DEPOSIT', category: 'TRANSFERS' };
    return [{ account, date: dayInMonth(firstMonth, 1), cents, label: opening.label, ...kind }];
  });
}

function withMonth(earlier: readonly Movement[], plan: LedgerPlan, month: MonthNumber): readonly Movement[] {
  const { accounts, seed } = plan;
  const all = [...earlier, ...habitMovements(accounts, month, seed)];
  // Each of these reads the balances that the movements before it leave.
  for (const rule of [internalTransfers, loanInstalment, cardStatement, sweepIntoSavings, savingsInterest]) {
    all.push(...rule({ accounts, month, movements: all }));
  }
  return all;
}
