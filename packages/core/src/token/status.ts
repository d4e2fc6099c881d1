/** What a Linxo instance says of itself, to a readiness probe and to metrics. */
import type { ErrorCode } from '../errors/error-codes.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import type { FetcherStats } from './token-fetcher.ts';

/** Says whether tokens can be had, as far as is known without asking. */
export interface LinxoStatus {
  /**
   * `'ready'`: no failure is known that blocks everybody. `'failing'`: the authorization server refused the application, or asked
   * everybody to wait; cached tokens still serve. `'closed'`: `close()` was called.
   */
  readonly state: 'ready' | 'failing' | 'closed';
  /** The code of the error that blocks everybody. */
  readonly code?: ErrorCode;
}

/** Counts since the instance was made. */
export interface LinxoStats extends FetcherStats {
  /** Subjects whose tokens are cached now. */
  readonly subjects: number;
  /** Operations of the shared store that failed, or were too slow. */
  readonly storeFailures: number;
}

/** Returns the status that follows from the error that blocks everybody, if there is one. */
export function statusOf(blockingEverybody: unknown): LinxoStatus {
  if (!isLinxoError(blockingEverybody)) return { state: 'ready' };
  const { code } = blockingEverybody;
  return { state: code === 'ERR_CLOSED' ? 'closed' : 'failing', code };
}
