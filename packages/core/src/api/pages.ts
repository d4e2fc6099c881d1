/** Walks through a list that comes in pages. */
import { InvalidApiResponse } from '../errors.ts';
import type { Query } from './call-types.ts';

const DEFAULT_LIMIT = 100;

/**
 * All items of a list. The next page is asked for when the last one is consumed.
 *
 * @param name the endpoint, for messages
 * @param query the other parameters; `page` and `limit` say where to begin and how long a page is
 * @throws InvalidApiResponse when the server gives the same page again and again
 */
export async function* pages(
  name: string,
  query: Query,
  fetchPage: (query: Query) => Promise<unknown>,
): AsyncIterableIterator<unknown> {
  const limit = Number(query['limit'] ?? DEFAULT_LIMIT);
  let last: string | undefined;
  for (let page = Number(query['page'] ?? 1); ; page++) {
    const items = await fetchPage({ ...query, page, limit });
    if (!Array.isArray(items)) throw new InvalidApiResponse(`The API's answer to ${name} is not a list.`);
    const fingerprint = items.map((item: unknown) => (item as { id?: unknown } | null)?.id).join('\n');
    // A server that does not heed `page` would be asked forever.
    if (items.length > 0 && fingerprint === last)
      throw new InvalidApiResponse(`The API gives the same page of ${name} again.`);
    last = fingerprint;
    yield* items as unknown[];
    if (items.length < limit) return;
  }
}
