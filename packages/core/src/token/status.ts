/** What a Linxo instance tells of itself: to a readiness probe, and to whoever counts. */
import type { ErrorCode } from '../errors/error-codes.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import type { SharedTokens } from './shared-tokens.ts';
import type { SupplyStats, TokenSupply } from './token-fetcher.ts';

/** Whether tokens can be had, as far as is known without asking. */
export interface LinxoStatus {
  /**
   * `'ready'`: nothing is known that stands in the way. `'failing'`: the authorization server refused the application, or asked
   * everybody to wait; tokens at hand still serve. `'closed'`: `close()` was called.
   */
  readonly state: 'ready' | 'failing' | 'closed';
  /** The code of the error that stands in the way. */
  readonly code?: ErrorCode;
}

/** Counts since the instance was made. */
export interface LinxoStats extends SupplyStats {
  /** Subjects whose tokens are in memory now. */
  readonly subjects: number;
  /** Operations of the shared store that failed, or were too slow. */
  readonly storeFailures: number;
}

/** The status of a supply. */
export function statusOf(supply: TokenSupply): LinxoStatus {
  const { trouble } = supply;
  if (!isLinxoError(trouble)) return { state: 'ready' };
  return { state: trouble.code === 'ERR_CLOSED' ? 'closed' : 'failing', code: trouble.code };
}

/** The counts of a supply, of what is in memory, and of the shared store. */
export function statsOf(
  supply: TokenSupply,
  store: { readonly size: number },
  shared: SharedTokens | undefined,
): LinxoStats {
  return { ...supply.stats, subjects: store.size, storeFailures: shared?.failures ?? 0 };
}
