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
  outcome?: 'token' | ErrorCode | 'aborted';
}

/** The payload of `linxo-guard.refresh`: an attempt to fetch a token in the background has ended. */
export interface RefreshEvent {
  /** The `scope` parameter. */
  readonly scope: string;
  /** The duration in milliseconds. */
  readonly durationMs: number;
  /** `'token'` or the code of the error. */
  readonly outcome: 'token' | ErrorCode | 'aborted';
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

const tokenRequests = tracingChannel<TokenRequestEvent>(CHANNELS.tokenRequest);
const refreshes = channel(CHANNELS.refresh);
const refusals = channel(CHANNELS.refusal);
const storeFailures = channel(CHANNELS.storeFailure);

/** Runs a token request and traces it on the channel. */
export async function traceTokenRequest<T>(clock: Clock, event: TokenRequestEvent, work: () => Promise<T>): Promise<T> {
  const startedAtMs = clock.monotonic();
  const end = (outcome: NonNullable<TokenRequestEvent['outcome']>) => {
    event.durationMs = clock.monotonic() - startedAtMs;
    event.outcome = outcome;
  };
  const results: T[] = [];
  // The channel adds the resolved value to the payload, and that must not be the token.
  await tokenRequests.tracePromise(async () => {
    try {
      results.push(await work());
      end('token');
    } catch (error) {
      end(outcomeOf(error));
      throw error;
    }
  }, event);
  return results[0] as T;
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

/** Returns the code of an error, or `'aborted'` for an error that is not linxo-guard's. */
export function outcomeOf(error: unknown): ErrorCode | 'aborted' {
  return isLinxoError(error) ? error.code : 'aborted';
}
