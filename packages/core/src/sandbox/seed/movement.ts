/** A movement on a seeded account, before it becomes a transaction of the API. */
import type { AccountPlanName } from './account-plans.ts';
import type { StatementPrefix } from './habits.ts';

export interface Movement {
  readonly account: AccountPlanName;
  /** The day, in seconds since the epoch. */
  readonly date: number;
  readonly cents: number;
  readonly label: string;
  readonly type: string;
  readonly category: string;
  readonly prefix?: StatementPrefix;
}

/** Returns the balance of an account at the end of a day, in cents. */
export function balanceAt(movements: readonly Movement[], account: AccountPlanName, date: number): number {
  return movements.reduce((sum, one) => (one.account === account && one.date <= date ? sum + one.cents : sum), 0);
}
