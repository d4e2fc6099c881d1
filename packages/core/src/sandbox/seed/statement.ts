/** Turns movements into transactions of the API, as a bank shows them on a certain day. */
import { DAY_SECONDS } from '../clock/calendar.ts';
import type { Transaction } from '../data/payloads.ts';
import type { StatementPrefix } from './habits.ts';
import type { Movement } from './movement.ts';

/** The words that a bank writes before the label of each kind of movement. */
export type StatementStyle = Readonly<Record<StatementPrefix, string>>;

/** A card payment is pending for less than this time, in seconds. */
const PENDING_SECONDS = 3 * DAY_SECONDS;
/** A transaction is imported on the day after it happened, a little more than an hour after midnight. */
const IMPORT_SECONDS = DAY_SECONDS + 4_000;

export interface Statement {
  readonly accountId: string;
  readonly id: string;
  readonly style: StatementStyle;
  /** The times of the connection and of the synchronization that imports the movement, in seconds since the epoch. */
  readonly connectedAt: number;
  readonly now: number;
}

export function transactionOf(movement: Movement, { accountId, id, style, connectedAt, now }: Statement): Transaction {
  const { date, cents, label, type, category, prefix } = movement;
  const information = [prefix === undefined ? label : `${style[prefix]} ${label}`, `REF ${id.slice(-6)}`];
  const isPending = prefix === 'card' && date > now - PENDING_SECONDS;
  return {
    id,
    account_id: accountId,
    amount: cents / 100,
    currency: 'EUR',
    type,
    origin: 'TRANSACTION',
    status: isPending ? 'PENDING' : 'BOOKED',
    category_id: category,
    date,
    import_date: Math.min(Math.max(date + IMPORT_SECONDS, connectedAt), now),
    ...(isPending ? {} : { booking_date: date, value_date: date }),
    label,
    notes: information.join('\n'),
    ...(prefix === undefined ? {} : { source: { label } }),
    remittance_information: information,
  };
}

/** Returns the transaction with what a later synchronization knows of it: a pending one is booked after three days. */
export function asOf(transaction: Transaction, now: number): Transaction {
  const { status, date } = transaction;
  if (status !== 'PENDING' || date > now - PENDING_SECONDS) return transaction;
  return { ...transaction, status: 'BOOKED', booking_date: date, value_date: date };
}
