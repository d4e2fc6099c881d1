/** Counts what a token fetcher does, and announces its background refreshes. */
import { announceRefresh, outcomeOf } from '../diagnostics/channels.ts';
import { formatScopes, type ScopeMask } from '../scope/scope-set.ts';

/** Counts of one fetcher. */
export interface FetcherStats {
  /** Tokens that were fetched. */
  readonly fetched: number;
  /** Token requests that ended with an error, after their retries. */
  readonly failed: number;
  /** Tokens that were fetched in the background. */
  readonly refreshed: number;
  /** Background refreshes that ended with an error. */
  readonly refreshesFailed: number;
  /** Tokens that another process had fetched already. */
  readonly shared: number;
}

/** The counters behind {@link FetcherStats}. */
export class FetcherCounts {
  readonly #stats = { fetched: 0, failed: 0, refreshed: 0, refreshesFailed: 0, shared: 0 };

  get stats(): FetcherStats {
    return { ...this.#stats };
  }

  /** Counts a token request by what comes of it. */
  async count<T extends { readonly response?: unknown }>(outcome: Promise<T>): Promise<T> {
    let isFetched = false;
    try {
      const awaited = await outcome;
      isFetched = awaited.response !== undefined;
      return awaited;
    } finally {
      this.#stats[isFetched ? 'fetched' : 'failed']++;
    }
  }

  /** Counts and announces the end of a background refresh. There is an error if it failed. */
  refreshed(scopes: ScopeMask, durationMs: number, error?: unknown): void {
    const isFetched = error === undefined;
    this.#stats[isFetched ? 'refreshed' : 'refreshesFailed']++;
    announceRefresh({ scope: formatScopes(scopes), durationMs, outcome: isFetched ? 'token' : outcomeOf(error) });
  }

  shared(): void {
    this.#stats.shared++;
  }
}
