/** Walks through a list that comes in pages. */
import { createHash } from 'node:crypto';
import { type Endpoint, ENDPOINTS } from '../catalog/endpoints.ts';
import { InvalidApiResponse, InvalidRequest } from '../errors/errors.ts';
import type { Query } from './call-types.ts';

const DEFAULT_LIMIT = 100;
/** Documented for transactions. A list that silently cut a larger one would seem to end with its first page. */
const MAX_LIMIT = 500;

/**
 * All items of a list. The next page is asked for when the last one is consumed.
 *
 * @param name the endpoint, for messages
 * @param query the other parameters; `page` and `limit` say where to begin and how long a page is
 * @throws InvalidRequest when `page` or `limit` is none, or the endpoint has no pages; InvalidApiResponse when the server gives a page a second time
 */
export async function* pages(
  name: string,
  query: Query,
  fetchPage: (query: Query) => Promise<unknown>,
): AsyncIterableIterator<unknown> {
  if (!comesInPages(name)) throw new InvalidRequest(`${name} does not come in pages: read it with get().`);
  const limit = wholeNumber('limit', query['limit'], DEFAULT_LIMIT, MAX_LIMIT);
  const first = wholeNumber('page', query['page'], 1, Number.MAX_SAFE_INTEGER);
  const seen = new Set<string>();
  for (let page = first; ; page++) {
    const items = await fetchPage({ ...query, page, limit });
    if (!Array.isArray(items)) throw new InvalidApiResponse(`The API's answer to ${name} is not a list.`);
    const fingerprint = fingerprintOf(items);
    // A server that does not heed `page` would be asked forever.
    if (items.length > 0 && seen.has(fingerprint)) {
      throw new InvalidApiResponse(
        `The API gives a page of ${name} a second time: read a list that is not paged with get().`,
      );
    }
    seen.add(fingerprint);
    yield* items as unknown[];
    if (items.length < limit) return;
  }
}

/** An endpoint that the catalogue does not know has them if the application says so. */
function comesInPages(name: string): boolean {
  if (!Object.hasOwn(ENDPOINTS, name)) return true;
  const facts = ENDPOINTS[name as Endpoint];
  return 'query' in facts && facts.query.some((parameter) => parameter === 'page');
}

/** Tells pages apart by the ids on them: what else is told of an item may change between two requests. */
function fingerprintOf(items: readonly unknown[]): string {
  const ids = items.map((item) => (Object(item) as { id?: unknown }).id ?? item);
  return createHash('sha256').update(JSON.stringify(ids)).digest('base64url');
}

function wholeNumber(name: string, value: Query[string], byDefault: number, max: number): number {
  if (value === undefined) return byDefault;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new InvalidRequest(`paginate() takes a whole number from 1 to ${max} as "${name}".`);
}
