/** Normalizes the HTTP methods of a route. */

/** Methods that nobody registers together, but for a route that answers any method. */
const METHODS_OF_ANY = ['CONNECT', 'DELETE', 'GET', 'M-SEARCH', 'PATCH', 'POST', 'PROPFIND', 'PUT', 'TRACE', 'UNLOCK'];

/**
 * Returns the methods of a route in capitals, or `ALL` alone for a route that answers any method. `HEAD` is left out beside
 * `GET`, because frameworks add it themselves.
 *
 * @param registered the methods that the framework has registered, in any case
 */
export function routeMethods(registered: readonly string[]): readonly string[] {
  const methods = new Set(registered.map((method) => method.toUpperCase()));
  if (METHODS_OF_ANY.every((method) => methods.has(method))) return ['ALL'];
  if (methods.has('GET')) methods.delete('HEAD');
  return [...methods];
}
