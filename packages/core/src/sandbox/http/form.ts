/** `application/x-www-form-urlencoded` bodies, as RFC 6749 wants them read: each parameter once, an empty one counts as left out. */

import { hasContentType, type Exchange } from './exchange.ts';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

export interface Form {
  /** The first value of each parameter that has one. */
  readonly values: Readonly<Record<string, string>>;
  /** The names that were sent more than once. */
  readonly duplicates: readonly string[];
}

/** The form in a request's body; no values where the body is not declared to be a form. */
export function readForm(exchange: Pick<Exchange, 'headers' | 'body'>): Form {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  const duplicates = new Set<string>();
  const seen = new Set<string>();
  if (!hasContentType(exchange, FORM_TYPE)) return { values, duplicates: [] };
  for (const [name, value] of new URLSearchParams(exchange.body)) {
    if (seen.has(name)) duplicates.add(name);
    else if (value !== '') values[name] = value;
    seen.add(name);
  }
  return { values, duplicates: [...duplicates] };
}
