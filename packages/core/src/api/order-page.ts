/** Orders a page of a list before anybody waits for it. */
import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { onAbort } from '../async/on-abort.ts';
import type { Query } from './call-types.ts';

/** Fetches the page that the query names. The signal ends the call. */
export type FetchPage = (query: Query, signal: AbortSignal) => Promise<unknown>;

/**
 * Orders a page. Its failure waits for whoever comes to the page, and is not reported as unhandled before.
 *
 * @param list ends every page of the list; it aborts when the caller's signal does
 */
export function orderPage(
  fetchPage: FetchPage,
  query: Query,
  list: AbortController,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const ordered = arrival(fetchPage, query, list, signal);
  ordered.catch(() => {});
  return ordered;
}

async function arrival(
  fetchPage: FetchPage,
  query: Query,
  list: AbortController,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  // The caller's signal may outlive the list, so it is listened to only while a page is under way.
  const stopListening = signal && onAbort(signal, () => list.abort(signal.reason));
  try {
    const page = await fetchPage(query, list.signal);
    // Node's fetch takes a connection back one turn after the answer. A request before that would open another connection.
    await turnOfTheEventLoop();
    return page;
  } finally {
    stopListening?.();
  }
}
