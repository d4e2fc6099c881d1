/** Pauses that grow with each failure in a row. */

/** The bounds of a back-off, in milliseconds. */
export interface BackOffOptions {
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
}

/**
 * Returns the pause after a number of failures in a row, in milliseconds. It doubles from `backoffMinMs` to `backoffMaxMs` and is
 * shortened by a random part of up to a fifth, so that many processes do not come back at the same moment.
 */
export function backoffMs(failures: number, { backoffMinMs, backoffMaxMs }: BackOffOptions): number {
  return Math.min(backoffMaxMs, backoffMinMs * 2 ** (failures - 1)) * (1 - Math.random() / 5);
}
