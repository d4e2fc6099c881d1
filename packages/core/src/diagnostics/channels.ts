/** The events of linxo-guard on `node:diagnostics_channel`. No payload holds a secret, and an event without listeners costs next to nothing. */
import { channel, tracingChannel } from 'node:diagnostics_channel';
import type { Clock } from '../async/clock.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { isLinxoError } from '../errors/linxo-error.ts';

/**
 * The names of the channels. `tokenRequest` names a TracingChannel, so its events arrive on `tracing:<name>:start`,
 * `tracing:<name>:asyncEnd`, `tracing:<name>:error` and so on.
 */
export const CHANNELS = {
  tokenRequest: 'linxo-guard.token-request',
  refresh: 'linxo-guard.refresh',
  refusal: 'linxo-guard.refusal',
  storeFailure: 'linxo-guard.store-failure',
  displacement: 'linxo-guard.displacement',
} as const;

/** The payload of `linxo-guard.token-request`: one HTTP request to the token endpoint. On failure, the channel adds `error`. */
export interface TokenRequestEvent {
  readonly grantType: 'client_credentials' | 'password';
  /** The `scope` parameter. */
  readonly scope: string;
  /** The number of the attempt: 0 for the first, 1 for the first retry. */
  readonly attempt: number;
  readonly tokenEndpoint: string;
  /** The duration in milliseconds, once the request has ended. */
  durationMs?: number;
  /** `'token'` or the code of the error, once the request has ended. */
  outcome?: 'token' | ErrorCode | 'failed';
}

/** The payload of `linxo-guard.refresh`: an attempt to fetch a token in the background has ended. */
export interface RefreshEvent {
  /** The `scope` parameter. */
  readonly scope: string;
  /** The duration in milliseconds. */
  readonly durationMs: number;
  /** `'token'` or the code of the error. */
  readonly outcome: 'token' | ErrorCode | 'failed';
}

/** The payload of `linxo-guard.refusal`: a guard refused a request. */
export interface RefusalEvent {
  readonly code: ErrorCode;
  /** The scopes that the route declares. */
  readonly scopes: readonly string[];
}

/** The payload of `linxo-guard.store-failure`: the shared store failed or was too slow, and the request went on without it. */
export interface StoreFailureEvent {
  /** The operation that failed: `get`, `set`, `delete`, `clear`, `lock`, `renew` or `release`. */
  readonly operation: string;
  readonly error: unknown;
}

/** The payload of `linxo-guard.displacement`: the API refused a token after another one of the same user was fetched. */
export interface DisplacementEvent {
  /** The scopes of the refused token, as a `scope` parameter. */
  readonly scope: string;
  /** The scopes of the token that was fetched after it. */
  readonly byScope: string;
}

const tokenRequests = tracingChannel<TokenRequestEvent>(CHANNELS.tokenRequest);
const refreshes = channel(CHANNELS.refresh);
const refusals = channel(CHANNELS.refusal);
const storeFailures = channel(CHANNELS.storeFailure);
const displacements = channel(CHANNELS.displacement);

/** Runs a token request and traces it on the channel. An outcome with an error is traced as a failure. */
export async function traceTokenRequest<T extends { readonly error?: Error | undefined }>(
  clock: Clock,
  event: TokenRequestEvent,
  work: () => Promise<T>,
): Promise<T> {
  const startedAtMs = clock.monotonic();
  const end = (outcome: NonNullable<TokenRequestEvent['outcome']>) => {
    event.durationMs = clock.monotonic() - startedAtMs;
    event.outcome = outcome;
  };
  const outcomes: T[] = [];
  // The channel adds the resolved value to the payload, and that must not be the token.
  const traced = tokenRequests.tracePromise(async () => {
    try {
      const outcome = await work();
      outcomes.push(outcome);
      if (outcome.error) throw outcome.error;
      end('token');
    } catch (error) {
      end(outcomeOf(error));
      throw error;
    }
  }, event);
  await traced.catch((error: unknown) => {
    if (outcomes.length === 0) throw error;
  });
  return outcomes[0] as T;
}

/** Announces a background refresh that has ended. */
export function announceRefresh(event: RefreshEvent): void {
  if (refreshes.hasSubscribers) refreshes.publish(event);
}

/** Announces a refusal. */
export function announceRefusal(event: RefusalEvent): void {
  if (refusals.hasSubscribers) refusals.publish(event);
}

/** Announces a failure of the shared store. */
export function announceStoreFailure(event: StoreFailureEvent): void {
  if (storeFailures.hasSubscribers) storeFailures.publish(event);
}

/** Announces that a token was displaced by another one of the same user. */
export function announceDisplacement(event: DisplacementEvent): void {
  if (displacements.hasSubscribers) displacements.publish(event);
}

/** Returns the code of an error, or `'failed'` for an error that is not linxo-guard's. */
export function outcomeOf(error: unknown): ErrorCode | 'failed' {
  return isLinxoError(error) ? error.code : 'failed';
}
