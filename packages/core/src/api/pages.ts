/** Iterates over a list that comes in pages. */
import { createHash } from 'node:crypto';
import { type Endpoint, ENDPOINTS } from '../catalog/endpoints.ts';
import { InvalidApiResponse, InvalidRequest } from '../errors/errors.ts';
import type { Query, UntypedOptions } from './call-types.ts';
import { checkOptions } from './check-options.ts';
import { type FetchPage, orderPage } from './order-page.ts';

const DEFAULT_LIMIT = 100;
/** The limit that Linxo documents for transactions. A server that silently lowers a larger one would seem to have only one page. */
const MAX_LIMIT = 500;

/** Why the pages of a list are aborted when its consumer wants no more. Nobody sees it. */
const NO_MORE = Symbol('no more');

/**
 * Iterates over all items of a list. The next page is ordered when the consumer comes to a full one, so at most one page is ahead.
 * Its failure comes after the items before it. `return()` and `throw()` abort the page that is under way.
 *
 * @param name the endpoint, for messages
 * @param options the options of the call; in its query, `page` is the first page to fetch, `limit` the number of items on a page
 * @throws InvalidConfiguration if the options make no sense
 * @throws InvalidRequest if `page` or `limit` is invalid, or if the endpoint has no pages
 * @throws InvalidApiResponse if the server repeats a page
 */
export function pages(name: string, options: UntypedOptions, fetchPage: FetchPage): AsyncIterableIterator<unknown> {
  const list = new AbortController();
  const items = itemsOf(name, options, fetchPage, list);
  const end = items.return.bind(items);
  const fail = items.throw.bind(items);
  // A generator that waits for a page hears of these calls only after the page has arrived.
  return Object.assign(items, {
    return(value: unknown) {
      list.abort(NO_MORE);
      return end(value);
    },
    throw(error: unknown) {
      list.abort(NO_MORE);
      return fail(error);
    },
  });
}

async function* itemsOf(
  name: string,
  options: UntypedOptions,
  fetchPage: FetchPage,
  list: AbortController,
): AsyncGenerator {
  if (!comesInPages(name)) throw new InvalidRequest(`${name} does not come in pages: read it with get().`);
  const { query = {}, signal } = checkOptions(name, options);
  const limit = wholeNumber('limit', query['limit'], DEFAULT_LIMIT, MAX_LIMIT);
  const first = wholeNumber('page', query['page'], 1, Number.MAX_SAFE_INTEGER);
  const order = (page: number) => orderPage(fetchPage, { ...query, page, limit }, list, signal);
  const isEnded = () => list.signal.reason === NO_MORE;
  const seen = new Set<string>();
  let ordered = order(first);
  for (let page = first; ; page++) {
    const items = await ordered.catch((error: unknown) => {
      if (!isEnded()) throw error;
    });
    if (isEnded()) return;
    signal?.throwIfAborted();
    if (!Array.isArray(items)) throw new InvalidApiResponse(`The API's answer to ${name} is not a list.`);
    const fingerprint = fingerprintOf(items);
    // A server that ignores `page` would otherwise be asked forever.
    if (items.length > 0 && seen.has(fingerprint)) {
      throw new InvalidApiResponse(
        `The API gives a page of ${name} a second time: read a list that is not paged with get().`,
      );
    }
    seen.add(fingerprint);
    const isLast = items.length < limit;
    if (!isLast) ordered = order(page + 1);
    yield* items as unknown[];
    if (isLast) return;
  }
}

/** Returns true if a list comes in pages. For an endpoint that is not in the catalogue, the application knows best. */
function comesInPages(name: string): boolean {
  if (!Object.hasOwn(ENDPOINTS, name)) return true;
  const facts = ENDPOINTS[name as Endpoint];
  return 'query' in facts && facts.query.some((parameter) => parameter === 'page');
}

/** Returns a hash of the ids on a page. Only ids count, because other fields may change between two requests. */
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
