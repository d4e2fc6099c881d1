/** Refuses text that a URL cannot encode. */
import { InvalidRequest } from '../errors/errors.ts';

/**
 * Returns the text of a parameter.
 *
 * @throws InvalidRequest if the text has half a surrogate pair, because a URL cannot encode it
 */
export function wellFormed(kind: 'path' | 'query', name: string, text: string): string {
  if (text.isWellFormed()) return text;
  throw new InvalidRequest(`The ${kind} parameter "${name}" is not well-formed text.`);
}
