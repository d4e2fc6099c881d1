/**
 * Days as French banks date them: at midnight in Paris. Dates in Linxo's payloads are such midnights, in seconds since the epoch
 * (observed). The rule of summer time is that of Directive 2000/84/EC: it changes at 01:00 UTC.
 */

export const DAY_SECONDS = 24 * 60 * 60;
const HOUR_SECONDS = 60 * 60;
const MARCH = 2;
const OCTOBER = 9;

/** A month of a calendar, counted from January of the year 0, so that months can be subtracted. */
export type MonthNumber = number;

/** Returns midnight in Paris at the beginning of the day on which the time lies, both in seconds since the epoch. */
export function parisMidnight(seconds: number): number {
  const local = new Date((seconds + parisOffset(seconds)) * 1000);
  return midnightOf(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
}

/** Returns the month in Paris in which the time (in seconds since the epoch) lies. */
export function monthOf(seconds: number): MonthNumber {
  const local = new Date((seconds + parisOffset(seconds)) * 1000);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

/**
 * Returns midnight in Paris on a day of a month, in seconds since the epoch. A day beyond the end of the month means its last day.
 */
export function dayInMonth(month: MonthNumber, day: number): number {
  const year = Math.floor(month / 12);
  const monthInYear = month % 12;
  const last = new Date(Date.UTC(year, monthInYear + 1, 0)).getUTCDate();
  return midnightOf(year, monthInYear, Math.min(day, last));
}

function midnightOf(year: number, month: number, day: number): number {
  const utc = Date.UTC(year, month, day) / 1000;
  // Midnight in Paris is 22:00 or 23:00 UTC of the day before, and the clocks never change between the two.
  return utc - parisOffset(utc - 2 * HOUR_SECONDS);
}

/** Returns how far Paris is ahead of UTC at a time, in seconds. */
function parisOffset(seconds: number): number {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const isSummer = seconds >= lastSundayOf(year, MARCH) && seconds < lastSundayOf(year, OCTOBER);
  return (isSummer ? 2 : 1) * HOUR_SECONDS;
}

/** Returns 01:00 UTC on the last Sunday of a month of 31 days, in seconds since the epoch. */
function lastSundayOf(year: number, month: number): number {
  const lastDay = Date.UTC(year, month, 31) / 1000;
  // 1 January 1970 was a Thursday.
  const weekday = (((lastDay / DAY_SECONDS + 4) % 7) + 7) % 7;
  return lastDay - weekday * DAY_SECONDS + HOUR_SECONDS;
}
