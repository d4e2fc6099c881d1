/** Parses the `Retry-After` header (RFC 9110 section 10.2.3). */

/**
 * Returns the delay that a server asks for, in milliseconds, or `undefined` if there is no valid value.
 *
 * @param value the header's value: whole seconds, or an HTTP date
 * @param nowMs the wall-clock time that a date is compared with, in milliseconds since the epoch
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts nearly anything, even "-5". An HTTP date begins with the name of a day.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
