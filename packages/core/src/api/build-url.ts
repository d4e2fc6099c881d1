/** Builds the URL of an API call, so that no parameter can leave its place. */
import { InvalidRequest } from '../errors.ts';
import type { Query, QueryValue } from './call-types.ts';

/**
 * The URL.
 *
 * @param template path template, such as `/accounts/{id}`
 * @throws InvalidRequest when a path parameter is missing or unfit, or a query parameter has no spelling; no value is shown
 */
export function buildUrl(
  baseUrl: string,
  template: string,
  path: Readonly<Record<string, string | number>> = {},
  query: Query = {},
): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathSegment(name, path[name]));
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue | undefined]) {
      if (one !== undefined) parameters.append(name, queryText(name, one));
    }
  }
  const search = parameters.toString();
  return baseUrl + filled + (search === '' ? '' : `?${search}`);
}

function pathSegment(name: string, value: unknown): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text === '')
    throw new InvalidRequest(`The path parameter "${name}" is missing or empty.`);
  // URLs drop these segments, percent-encoded too, and the call would go to another endpoint.
  if (text === '.' || text === '..') throw new InvalidRequest(`The path parameter "${name}" is no identifier.`);
  if (!text.isWellFormed()) throw new InvalidRequest(`The path parameter "${name}" is not well-formed text.`);
  return encodeURIComponent(text);
}

function queryText(name: string, value: QueryValue): string {
  if (value instanceof Date) return queryText(name, Math.floor(value.getTime() / 1000));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidRequest(`The query parameter "${name}" is not a finite number, or not a valid date.`);
  }
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new InvalidRequest(`The query parameter "${name}" is not text, a number, a boolean or a date.`);
}
