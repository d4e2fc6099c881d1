/** Filters lists by the query, cuts them into pages and sends them as bare arrays. */
import { jsonReply, type Reply } from '../http/reply.ts';
import type { Call } from './call.ts';
import { readWholeNumber, requireKnown } from './parameters.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** For each query parameter, a function that turns its value (repeated ones joined by commas) into a test of items. */
export type Filters<T> = Readonly<Record<string, (text: string, name: string) => (item: T) => boolean>>;

/** Returns the page of `items` that the query asks for. `page` counts from 1, and a page shorter than `limit` is the last. */
export function listReply<T>(
  items: Iterable<T>,
  filters: Filters<T>,
  { query, world }: Pick<Call, 'query' | 'world'>,
  order?: (one: T, other: T) => number,
): Reply {
  requireKnown(query, [...Object.keys(filters), 'page', 'limit', 'sort'], world);
  const page = readWholeNumber('page', query.get('page') ?? '1', 1, 1_000_000);
  const limit = readWholeNumber('limit', query.get('limit') ?? String(DEFAULT_LIMIT), 1, MAX_LIMIT);
  const tests = Object.entries(filters)
    .filter(([name]) => query.has(name))
    .map(([name, read]) => read(query.getAll(name).join(','), name));
  const matching = [...items].filter((item) => tests.every((test) => test(item)));
  const sorted = order === undefined ? matching : matching.toSorted(order);
  return jsonReply(200, sorted.slice((page - 1) * limit, page * limit));
}
