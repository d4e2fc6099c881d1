/** The dates of seeded data, which are laid relative to the sandbox's clock, so that they always end today. */
import { DAY_SECONDS, dayInMonth, monthOf, type MonthNumber } from '../clock/calendar.ts';

/** The number of months that seeded transactions cover. */
const MONTHS_OF_HISTORY = 18;

/** The time for which a bank's consent (PSD2) is given, in seconds. */
export const CONSENT_SECONDS = 90 * DAY_SECONDS;

/** The dates of one connection, in seconds since the epoch. */
export interface SeedSchedule {
  /** The month of the first transactions. */
  readonly firstMonth: MonthNumber;
  /** The time at which the connection was made. */
  readonly connectedAt: number;
  /** The last successful synchronization. There are no transactions after it. */
  readonly lastSuccess: number;
  /** The last attempt to synchronize. */
  readonly lastEnd: number;
}

/** Returns the dates of a connection that has existed as long as its data reach back. */
export function seedSchedule(now: number): SeedSchedule {
  const firstMonth = monthOf(now) - MONTHS_OF_HISTORY;
  return { firstMonth, connectedAt: dayInMonth(firstMonth, 2), lastSuccess: now, lastEnd: now };
}

/** Returns the dates of a connection that is made now. The bank hands over the history from before. */
export function newSchedule(now: number): SeedSchedule {
  return { ...seedSchedule(now), connectedAt: now };
}

/** Returns the dates of a connection whose consent ended some days ago, so that it was not synchronized since. */
export function expiredSchedule(now: number): SeedSchedule {
  return { ...seedSchedule(now), lastSuccess: now - 40 * DAY_SECONDS };
}
