/** Builds the URL of an API call. No parameter can change any other part of the URL. */
import { InvalidRequest } from '../errors/errors.ts';
import type { Query } from './call-types.ts';
import { wellFormed } from './well-formed.ts';
import { writeQuery } from './write-query.ts';

/**
 * Fills in the path template and appends the query.
 *
 * @param template the path template, such as `/accounts/{id}`
 * @throws InvalidRequest if a path parameter is missing or unsafe, or a query parameter cannot be written; the message shows no
 *   value
 */
export function buildUrl(
  baseUrl: string,
  template: string,
  path: Readonly<Record<string, string | number>> = {},
  query: Query = {},
): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathSegment(name, path?.[name]));
  const search = writeQuery(query);
  const url = baseUrl + filled + (search === '' ? '' : `?${search}`);
  if (!isBelow(baseUrl, url)) throw new InvalidRequest('The call would leave the base URL of the API.');
  return url;
}

/** Checks that the token can only go to the API that it is for, whatever the path contains. */
function isBelow(baseUrl: string, url: string): boolean {
  const base = new URL(`${baseUrl}/`);
  const { origin, pathname } = new URL(url);
  return origin === base.origin && pathname.startsWith(base.pathname);
}

function pathSegment(name: string, value: unknown): string {
  // JavaScript rounds large numbers, and a rounded id may be another user's.
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new InvalidRequest(`The path parameter "${name}" is not a safe integer: pass ids as text.`);
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '')
    throw new InvalidRequest(`The path parameter "${name}" is missing or empty: write path: { ${name}: '…' }.`);
  // URLs drop these segments, even percent-encoded, so the call would go to another endpoint.
  if (text === '.' || text === '..') throw new InvalidRequest(`The path parameter "${name}" is not an identifier.`);
  return encodeURIComponent(wellFormed('path', name, text));
}
