/** Works out the movements of one month that follow from the habits of the accounts. */
import { DAY_SECONDS, dayInMonth, type MonthNumber } from '../clock/calendar.ts';
import { ACCOUNT_PLANS, type AccountPlan, type AccountPlanName } from './account-plans.ts';
import { SALARY_HABITS, type Habit } from './habits.ts';
import type { Movement } from './movement.ts';
import { createRandom, type Random } from './random.ts';

const BANKNOTE_CENTS = 1_000;

export function habitMovements(
  accounts: readonly AccountPlanName[],
  month: MonthNumber,
  seed: string,
): readonly Movement[] {
  return accounts.flatMap((account) =>
    habitsOf(account, accounts).flatMap((habit) => {
      const random = createRandom(`${seed}/${account}/${habit.label}/${month}`);
      return daysOf(habit, month, random).map((date) => movementOf(account, habit, date, centsOf(habit, random)));
    }),
  );
}

/** Returns the habits of an account. Whoever has a business there is paid by it and gets no other salary. */
function habitsOf(account: AccountPlanName, accounts: readonly AccountPlanName[]): readonly Habit[] {
  const { habits }: AccountPlan = ACCOUNT_PLANS[account];
  return accounts.includes('business') ? habits.filter((habit) => !SALARY_HABITS.includes(habit)) : habits;
}

function daysOf({ when }: Habit, month: MonthNumber, random: Random): readonly number[] {
  if ('day' in when) return [dayInMonth(month, when.day)];
  if ('times' in when) return Array.from({ length: when.times }, () => dayInMonth(month, random.between(1, 28)));
  const days = new Set(Array.from({ length: 31 }, (_, index) => dayInMonth(month, index + 1)));
  // Midnight in Paris is a little before the day that it begins in UTC.
  return [...days].filter((date) => Math.ceil(date / DAY_SECONDS) % when.everyDays === 0);
}

function centsOf({ type, cents: [low, high] }: Habit, random: Random): number {
  return type === 'ATM'
    ? random.between(low / BANKNOTE_CENTS, high / BANKNOTE_CENTS) * BANKNOTE_CENTS
    : random.between(low, high);
}

function movementOf(account: AccountPlanName, habit: Habit, date: number, cents: number): Movement {
  const { label, type, category, prefix } = habit;
  return { account, date, cents, label, type, category, ...(prefix === undefined ? {} : { prefix }) };
}
