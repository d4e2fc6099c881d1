/** Tells later callers of a remembered failure how long it blocks them still. */
import { AuthorizationServerUnavailable, InvalidTokenResponse } from './errors.ts';

/** Returns a copy of a temporary failure with the delay that remains, in milliseconds. Other errors are returned as they are. */
export function withRemainingDelay(error: unknown, retryAfterMs: number): unknown {
  if (error instanceof AuthorizationServerUnavailable) {
    const { message, upstream, cause, isPaced } = error;
    return new AuthorizationServerUnavailable(message, { upstream, cause, isPaced, retryAfterMs });
  }
  if (error instanceof InvalidTokenResponse) {
    const { message, upstream, cause } = error;
    return new InvalidTokenResponse(message, { upstream, cause, retryAfterMs });
  }
  return error;
}
