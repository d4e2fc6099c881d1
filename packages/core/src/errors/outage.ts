/** Temporary failures, and the delay that callers are told (RFC 9110 section 10.2.3). */
import type { ErrorDetails } from './linxo-error.ts';

/** The delay in milliseconds that an error tells callers where the server names none. */
export const DEFAULT_RETRY_AFTER_MS = 1000;

/** The longest delay that callers are told, in milliseconds, whatever a server says. */
export const LONGEST_RETRY_AFTER_MS = 300_000;

/** The details of a temporary failure. */
export interface Outage extends ErrorDetails {
  /** The delay before the next attempt, in milliseconds. It becomes the `Retry-After` header (RFC 9110 section 10.2.3). */
  readonly retryAfterMs: number;
  /** True if the server itself named the delay. Default: false. */
  readonly isPaced?: boolean;
}

/** Returns the details of an outage with its `Retry-After` header. */
export function withRetryAfter(outage: Outage): ErrorDetails {
  const seconds = Math.max(1, Math.ceil(outage.retryAfterMs / 1000));
  return { ...outage, headers: { ...outage.headers, 'Retry-After': String(seconds) } };
}
