/** The calendar of seeded data. It ends on a fixed day, whatever the clock says. */

/** The last synchronization of all seeded data: 15 June 2026, 06:00 UTC, in seconds since the epoch. */
export const REFERENCE_DATE = Date.UTC(2026, 5, 15, 6) / 1000;

/** The number of months that seeded transactions cover. */
export const MONTHS_OF_HISTORY = 18;

export const DAY_SECONDS = 24 * 60 * 60;

/**
 * Returns a day of the month that lies `monthsBack` months before the reference date, at midnight UTC, in seconds since the
 * epoch.
 */
export function dayInMonth(monthsBack: number, day: number): number {
  return Date.UTC(2026, 5 - monthsBack, day) / 1000;
}
