/** Reads `Retry-After` (RFC 9110 section 10.2.3). */

/**
 * How long a server asks its callers to wait, in milliseconds, or `undefined` where it does not say so intelligibly.
 *
 * @param value the header's value: whole seconds, or an HTTP date
 * @param nowMs the wall clock, in milliseconds since the epoch, which a date is compared with
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads nearly anything, "-5" included: only a value that begins with a day's name is a date here.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
