/**
 * Reads the parameters of a token request by the rules of RFC 6749 section 3.2: a parameter may occur only once, and an empty one
 * counts as left out. They stand in a form or, as one client that shipped sends them, in a JSON object.
 */
import { hasContentType, type Exchange } from './exchange.ts';

export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

export interface Form {
  /** The first value of each parameter that is not empty. */
  readonly values: Readonly<Record<string, string>>;
  /** The names of parameters that occur more than once. */
  readonly duplicates: readonly string[];
  /** True if the body has the content type of JSON and is no JSON object of texts. */
  readonly malformed: boolean;
}

/** Returns the parameters in a request's body. There are none if its content type is neither a form nor JSON. */
export function readForm(exchange: Pick<Exchange, 'headers' | 'body'>): Form {
  if (hasContentType(exchange, FORM_TYPE)) return formOf([...new URLSearchParams(exchange.body)]);
  if (!hasContentType(exchange, JSON_TYPE)) return formOf([]);
  const members = textsIn(exchange.body);
  return members === undefined ? { ...formOf([]), malformed: true } : formOf(members);
}

function formOf(parameters: readonly (readonly [string, string])[]): Form {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  const duplicates = new Set<string>();
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (seen.has(name)) duplicates.add(name);
    else if (value !== '') values[name] = value;
    seen.add(name);
  }
  return { values, duplicates: [...duplicates], malformed: false };
}

/** Returns the members of a JSON object whose values are texts. Members that are `null` count as left out. */
function textsIn(body: string): readonly [string, string][] | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return members.every((member): member is [string, string] => typeof member[1] === 'string') ? members : undefined;
  } catch {
    return undefined;
  }
}
