/** The sandbox's calendar: seeded data is dated back from one fixed day, whatever the clock says. */

/** 15 June 2026, 06:00 UTC, in epoch seconds: the last synchronization of all seeded data. */
export const REFERENCE_DATE = Date.UTC(2026, 5, 15, 6) / 1000;

/** How far back seeded transactions go. */
export const MONTHS_OF_HISTORY = 18;

export const DAY_SECONDS = 24 * 60 * 60;

/** The day of a month some months before the reference date, at midnight UTC, in epoch seconds. */
export function dayInMonth(monthsBack: number, day: number): number {
  return Date.UTC(2026, 5 - monthsBack, day) / 1000;
}
