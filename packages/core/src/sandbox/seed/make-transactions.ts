/** Creates the transactions of a seeded account from its habits. */
import { DAY_SECONDS, dayInMonth, monthOf } from '../clock/calendar.ts';
import type { Account, Transaction } from '../data/payloads.ts';
import type { Habit } from './habits.ts';
import type { IdSource } from './ids.ts';
import type { Random } from './random.ts';
import type { SeedSchedule } from './schedule.ts';

export type StatementStyle = Readonly<Record<'card' | 'transfer' | 'directDebit', string>>;

export interface SeedTools {
  readonly random: Random;
  readonly ids: IdSource;
  readonly schedule: SeedSchedule;
}

export function makeTransactions(
  account: Account,
  habits: readonly Habit[],
  style: StatementStyle,
  { random, ids, schedule: { firstMonth, lastSuccess } }: SeedTools,
): readonly Transaction[] {
  const made: Transaction[] = [];
  for (let month = firstMonth; month <= monthOf(lastSuccess); month += 1) {
    for (const habit of habits) {
      for (const day of daysOf(habit, random)) {
        const date = dayInMonth(month, day);
        const cents = random.between(...habit.cents);
        const reference = random.digits(6);
        if (date <= lastSuccess) {
          const id = ids.next('transaction');
          made.push(makeTransaction({ account, habit, style, date, cents, reference, id, now: lastSuccess }));
        }
      }
    }
  }
  return made;
}

function daysOf({ when }: Habit, random: Random): readonly number[] {
  if ('day' in when) return [when.day];
  return Array.from({ length: when.times }, () => random.between(1, 28));
}

interface Draft {
  readonly account: Account;
  readonly habit: Habit;
  readonly style: StatementStyle;
  readonly date: number;
  readonly cents: number;
  readonly reference: string;
  readonly id: string;
  readonly now: number;
}

function makeTransaction({ account, habit, style, date, cents, reference, id, now }: Draft): Transaction {
  const pending = date > now - 3 * DAY_SECONDS;
  const prefix = habit.prefix === undefined ? '' : `${style[habit.prefix]} `;
  const information = [`${prefix}${habit.label}`, `REF ${reference}`];
  return {
    id,
    account_id: account.id,
    amount: cents / 100,
    currency: account.currency,
    type: habit.type,
    origin: 'TRANSACTION',
    status: pending ? 'PENDING' : 'BOOKED',
    category_id: habit.category,
    date,
    import_date: Math.min(date + DAY_SECONDS + 4_000, now),
    ...(pending ? {} : { booking_date: date, value_date: date }),
    label: habit.label,
    notes: information.join('\n'),
    ...(habit.prefix === undefined ? {} : { source: { label: habit.label } }),
    remittance_information: information,
  };
}
