/** Builds the URL of an API call. No parameter can change any other part of the URL. */
import { InvalidRequest } from '../errors/errors.ts';
import type { Query, QueryValue } from './call-types.ts';

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
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue | undefined]) {
      if (one !== undefined) parameters.append(name, queryText(name, one));
    }
  }
  const search = parameters.toString();
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
    throw new InvalidRequest(`The path parameter "${name}" is missing or empty.`);
  // URLs drop these segments, even percent-encoded, so the call would go to another endpoint.
  if (text === '.' || text === '..') throw new InvalidRequest(`The path parameter "${name}" is not an identifier.`);
  return encodeURIComponent(wellFormed('path', name, text));
}

function queryText(name: string, value: QueryValue): string {
  if (value instanceof Date) return queryText(name, Math.floor(value.getTime() / 1000));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidRequest(`The query parameter "${name}" is not a finite number, or not a valid date.`);
  }
  if (typeof value === 'string') return wellFormed('query', name, value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new InvalidRequest(`The query parameter "${name}" is not text, a number, a boolean or a date.`);
}

/** Refuses half a surrogate pair, because a URL cannot encode it. */
function wellFormed(kind: string, name: string, text: string): string {
  if (text.isWellFormed()) return text;
  throw new InvalidRequest(`The ${kind} parameter "${name}" is not well-formed text.`);
}
