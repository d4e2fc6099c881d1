/** Guesses which endpoint a developer meant who wrote one in another way. */
import type { Catalogue } from './endpoint-catalogue.ts';

/**
 * Returns what to write in place of the name of an endpoint that is not in the catalogue: a sentence with a space before it, or an
 * empty text if nothing is like it.
 *
 * @example
 * ```ts
 * suggestEndpoint('get accounts/42?page=2', catalogue); // " Write 'GET /accounts/{id}'."
 * ```
 */
export function suggestEndpoint(name: string, catalogue: Catalogue): string {
  const [, method = 'GET', path = ''] = /^\s*(?:([a-z]+)\s+)?([^\s?#]*)/i.exec(name) ?? [];
  const wanted = segmentsOf(path);
  const like = [...catalogue.keys()].find((known) => {
    const [knownMethod, knownPath = ''] = known.split(' ');
    const segments = segmentsOf(knownPath);
    return (
      knownMethod === method.toUpperCase() &&
      segments.length === wanted.length &&
      segments.every((segment, index) => segment.startsWith('{') || segment === wanted[index]?.toLowerCase())
    );
  });
  return like === undefined ? '' : ` Write '${like}'.`;
}

/** Returns the segments of a path, without the version of the API before them. */
function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/^\/?v\d+(?:\.\d+)*(?=\/)/, '')
    .split('/')
    .filter((segment) => segment !== '');
}
