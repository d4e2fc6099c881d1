/** Sends a token request again after a failure that passes: a network failure, a 5xx, a 429. */
import type { Deadline } from '../async/deadline.ts';
import type { Timeline } from '../async/timeline.ts';
import { traceTokenRequest } from '../diagnostics/channels.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import type { LinxoError } from '../errors/linxo-error.ts';
import {
  requestToken,
  type TokenEndpoint,
  type TokenOutcome,
  type TokenRequestOptions,
} from '../oauth/token-endpoint.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** Limits of the retries. */
export interface RetryOptions {
  /** The deadline of all attempts and pauses together. */
  readonly deadline: Deadline;
  /** Returns true while the request may be sent again. */
  readonly mayRetry: (attempt: number) => boolean;
  readonly policy: TokenPolicy;
  readonly timeline: Timeline;
}

/** The outcome of the last attempt, and the moment at which it was sent, by the timeline. */
export type SentRequest = TokenOutcome & { readonly sentAtMs: number };

/**
 * Sends a token request, and sends it again within the limits. A pause that the server asked for is kept.
 *
 * @throws the closing signal's reason
 */
export async function sendWithRetries(
  endpoint: TokenEndpoint,
  request: Omit<TokenRequestOptions, 'timeoutMs' | 'holdsProcess' | 'signal'>,
  { deadline, mayRetry, policy, timeline }: RetryOptions,
): Promise<SentRequest> {
  const { clock } = endpoint;
  for (let attempt = 0; ; attempt++) {
    const sentAtMs = timeline.nowMs();
    const event = { grantType: request.grant.type, scope: request.scope, attempt, tokenEndpoint: endpoint.url };
    const timeoutMs = Math.min(policy.attemptTimeoutMs, deadline.remainingMs);
    const outcome = await traceTokenRequest(clock, event, () =>
      requestToken(endpoint, { ...request, timeoutMs, holdsProcess: deadline.holdsProcess, signal: deadline.closing }),
    );
    if (outcome.response || !passes(outcome.failure) || !mayRetry(attempt)) return { ...outcome, sentAtMs };
    const pauseMs = pauseBefore(attempt, outcome.error, policy);
    if (pauseMs >= deadline.remainingMs) return { ...outcome, sentAtMs };
    await deadline.pause(pauseMs);
    // Meanwhile others may have found out that the server is down.
    if (!mayRetry(attempt)) return { ...outcome, sentAtMs };
  }
}

function passes(failure: string): boolean {
  return failure === 'server-unavailable' || failure === 'asked-to-wait';
}

function pauseBefore(attempt: number, error: LinxoError, { retryDelayMs }: TokenPolicy): number {
  const pauseMs = retryDelayMs * 2 ** attempt * (0.5 + Math.random() / 2);
  return error instanceof AuthorizationServerUnavailable && error.isPaced
    ? Math.max(error.retryAfterMs, pauseMs)
    : pauseMs;
}
