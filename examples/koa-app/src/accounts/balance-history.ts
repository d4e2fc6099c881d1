/** Works out the balance at the end of each day, backwards from the balance of today. */
import type { Transaction } from '@linxo-guard/core';
import { isoDay } from '../pages/formats.ts';
import { inCents } from './totals.ts';

/** A balance at the end of a day. */
export interface DayBalance {
  /** The middle of the day, in seconds since the epoch. */
  readonly seconds: number;
  readonly balance: number;
}

export const HISTORY_DAYS = 90;

const DAY_SECONDS = 24 * 60 * 60;
const NOT_BOOKED = new Set(['REJECTED', 'CANCELLED', 'EXPIRED', 'PENDING']);
const TO_COME = new Set(['UPCOMING', 'SCHEDULED', 'RECURRING']);

/** Returns true if a transaction has changed the balance. */
function isInBalance({ status, origin }: Transaction): boolean {
  return !NOT_BOOKED.has(status ?? '') && !TO_COME.has(origin ?? '');
}

/** Returns when the history begins, for a request of the transactions since then. */
export function historyStart(nowMs = Date.now()): Date {
  return new Date(nowMs - HISTORY_DAYS * DAY_SECONDS * 1000);
}

/**
 * Returns the balances of the last days, the oldest first.
 *
 * @param balance the balance of today, of one account or of several in one currency
 * @param transactions those of the same accounts in that time, in any order
 */
export function balanceHistory(
  balance: number,
  transactions: readonly Transaction[],
  nowMs = Date.now(),
): readonly DayBalance[] {
  const byDay = new Map<string, number>();
  for (const transaction of transactions.filter(isInBalance)) {
    const day = isoDay(transaction.date);
    byDay.set(day, (byDay.get(day) ?? 0) + transaction.amount);
  }
  const today = Math.floor(nowMs / 1000);
  const history: DayBalance[] = [];
  let left = balance;
  for (let ago = 0; ago <= HISTORY_DAYS; ago += 1) {
    const seconds = today - ago * DAY_SECONDS;
    history.push({ seconds, balance: inCents(left) });
    left -= byDay.get(isoDay(seconds)) ?? 0;
  }
  return history.reverse();
}
