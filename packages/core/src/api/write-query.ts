/** Writes the query of an API call. No parameter can change another one. */
import { InvalidRequest } from '../errors/errors.ts';
import type { Query } from './call-types.ts';
import { wellFormed } from './well-formed.ts';

/**
 * Returns the query as a URL has it, without the question mark. The values of a list are joined with commas, as Linxo reads them.
 *
 * @throws InvalidRequest if a parameter cannot be written; the message shows no value
 */
export function writeQuery(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? listText(name, value) : value === undefined ? value : valueText(name, value);
    if (text !== undefined) parameters.append(name, text);
  }
  return parameters.toString();
}

function listText(name: string, values: readonly unknown[]): string | undefined {
  const items = values.filter((value) => value !== undefined).map((value) => valueText(name, value));
  if (items.some((item) => item.includes(','))) {
    throw new InvalidRequest(
      `A value of the query parameter "${name}" has a comma, which separates the values of a list: give each value by itself.`,
    );
  }
  return items.length === 0 ? undefined : items.join(',');
}

function valueText(name: string, value: unknown): string {
  if (value instanceof Date) return valueText(name, Math.floor(value.getTime() / 1000));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidRequest(`The query parameter "${name}" is not a finite number, or not a valid date.`);
  }
  if (typeof value === 'string') return wellFormed('query', name, value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new InvalidRequest(
    `The query parameter "${name}" is not text, a number, a boolean or a date, and not a list of these either.`,
  );
}
