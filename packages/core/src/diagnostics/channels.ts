/** What linxo-guard announces on `node:diagnostics_channel`. No payload holds a secret, and nothing is done where nobody listens. */
import { channel, tracingChannel } from 'node:diagnostics_channel';
import type { Clock } from '../async/clock.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { isLinxoError } from '../errors/linxo-error.ts';

/** The names of the channels. `tokenRequest` is a TracingChannel: its channels are `tracing:<name>:start`, `:asyncEnd`, `:error` and so on. */
export const CHANNELS = {
  tokenRequest: 'linxo-guard.token-request',
  refresh: 'linxo-guard.refresh',
  refusal: 'linxo-guard.refusal',
  storeFailure: 'linxo-guard.store-failure',
} as const;

/** Payload of `linxo-guard.token-request`: one HTTP request to the token endpoint. On failure, the channel adds `error`. */
export interface TokenRequestEvent {
  readonly grantType: 'client_credentials' | 'password';
  /** The `scope` parameter. */
  readonly scope: string;
  /** 0 for the first attempt, 1 for the first retry. */
  readonly attempt: number;
  readonly tokenEndpoint: string;
  /** In milliseconds; there once it has ended. */
  durationMs?: number;
  /** `'token'`, or the code of the error; there once it has ended. */
  outcome?: 'token' | ErrorCode | 'aborted';
}

/** Payload of `linxo-guard.refresh`: a token was fetched in the background, or could not be. */
export interface RefreshEvent {
  readonly scope: string;
  readonly durationMs: number;
  readonly outcome: 'token' | ErrorCode | 'aborted';
}

/** Payload of `linxo-guard.refusal`: a guard refused a request. */
export interface RefusalEvent {
  readonly code: ErrorCode;
  /** What the route declares. */
  readonly scopes: readonly string[];
}

/** Payload of `linxo-guard.store-failure`: the shared store failed, or was too slow; the request went on without it. */
export interface StoreFailureEvent {
  /** `get`, `set`, `delete`, `clear`, `lock`, `renew`, `release`. */
  readonly operation: string;
  readonly error: unknown;
}

const tokenRequests = tracingChannel<TokenRequestEvent>(CHANNELS.tokenRequest);
const refreshes = channel(CHANNELS.refresh);
const refusals = channel(CHANNELS.refusal);
const storeFailures = channel(CHANNELS.storeFailure);

/** Traces a token request. */
export async function traceTokenRequest<T>(clock: Clock, event: TokenRequestEvent, work: () => Promise<T>): Promise<T> {
  const startedAtMs = clock.monotonic();
  const end = (outcome: NonNullable<TokenRequestEvent['outcome']>) => {
    event.durationMs = clock.monotonic() - startedAtMs;
    event.outcome = outcome;
  };
  const results: T[] = [];
  // The channel puts what the function resolves to into the payload: it must not be the token.
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

/** The code of an error, or `'aborted'` for one that is not linxo-guard's. */
export function outcomeOf(error: unknown): ErrorCode | 'aborted' {
  return isLinxoError(error) ? error.code : 'aborted';
}
