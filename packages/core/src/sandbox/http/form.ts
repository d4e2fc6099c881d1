/**
 * Parses `application/x-www-form-urlencoded` bodies by the rules of RFC 6749 section 3.2: a parameter may occur only once, and
 * an empty one counts as left out.
 */
import { hasContentType, type Exchange } from './exchange.ts';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

export interface Form {
  /** The first value of each parameter that is not empty. */
  readonly values: Readonly<Record<string, string>>;
  /** The names of parameters that occur more than once. */
  readonly duplicates: readonly string[];
}

/** Returns the form in a request's body. It has no values if the content type is another. */
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
