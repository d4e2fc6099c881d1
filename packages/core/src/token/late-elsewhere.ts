/** The error of a process that waits for what another process fetches. */
import type { Deadline } from '../async/deadline.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';

/** Returns the error for a token that another process did not fetch before the deadline. */
export function lateElsewhere({ timeoutMs }: Deadline): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(
    `Another process has been fetching this token for ${timeoutMs} ms, and is not done yet.`,
    { retryAfterMs: DEFAULT_RETRY_AFTER_MS },
  );
}
