/** Sends a token request again after a failure that passes: a network failure, a 5xx, a 429. */
import { setTimeout as pause } from 'node:timers/promises';
import { traceTokenRequest } from '../diagnostics/channels.ts';
import type { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import { requestToken, type TokenEndpoint, type TokenRequest } from '../oauth/token-endpoint.ts';
import type { TokenResponse } from '../oauth/token-response.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** Limits of the retries. */
export interface RetryOptions {
  /** How often a request is sent again. */
  readonly retries: number;
  /** Time limit of all attempts and pauses together, in milliseconds. */
  readonly timeoutMs: number;
  readonly policy: TokenPolicy;
}

/**
 * Sends a token request, and sends it again within the limits. A pause that the server asked for is kept.
 *
 * @throws LinxoError of the last attempt; the signal's reason
 */
export async function sendWithRetries(
  endpoint: TokenEndpoint,
  request: Omit<TokenRequest, 'timeoutMs'> & { readonly signal: AbortSignal },
  { retries, timeoutMs, policy }: RetryOptions,
): Promise<TokenResponse> {
  const { clock } = endpoint;
  // A little less, so that the error is there within the time limit, and not just after it.
  const deadlineMs = clock.monotonic() + timeoutMs * 0.98;
  for (let attempt = 0; ; attempt++) {
    try {
      const remainingMs = deadlineMs - clock.monotonic();
      const event = { grantType: request.grant.type, scope: request.scope, attempt, tokenEndpoint: endpoint.url };
      const limitMs = Math.min(policy.attemptTimeoutMs, remainingMs);
      return await traceTokenRequest(clock, event, () => requestToken(endpoint, { ...request, timeoutMs: limitMs }));
    } catch (error) {
      if (!isLinxoError(error, 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE') || attempt >= retries) throw error;
      const pauseMs = pauseBefore(attempt, error, policy);
      if (clock.monotonic() + pauseMs >= deadlineMs) throw error;
      // This timer is not unref'ed: somebody waits for the token, so the work of the process is not done.
      await pause(pauseMs, undefined, { signal: request.signal }).catch(() => request.signal.throwIfAborted());
    }
  }
}

function pauseBefore(attempt: number, error: AuthorizationServerUnavailable, { retryDelayMs }: TokenPolicy): number {
  if (error.isPaced) return error.retryAfterMs;
  return retryDelayMs * 2 ** attempt * (0.5 + Math.random() / 2);
}
