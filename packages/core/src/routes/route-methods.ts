/** Normalizes the HTTP methods of a route. */

/** A method that no application registers alone. A route that has it was registered for all methods of the framework. */
const METHOD_OF_ANY_ROUTE = 'CONNECT';

/**
 * Returns the methods of a route in capitals, or `ALL` alone for a route that answers any method. `HEAD` is left out beside
 * `GET`, because frameworks add it themselves.
 *
 * @param registered the methods that the framework has registered, in any case; an empty list means any method
 */
export function routeMethods(registered: readonly string[]): readonly string[] {
  const methods = new Set(registered.map((method) => method.toUpperCase()));
  if (methods.size === 0 || methods.has(METHOD_OF_ANY_ROUTE)) return ['ALL'];
  if (methods.has('GET')) methods.delete('HEAD');
  return [...methods];
}

/**
 * Returns true if a route or middleware answers a method.
 *
 * @param registered the methods that the framework has registered, in any case; an empty list means any method
 * @param method a method that {@link routeMethods} returned
 */
export function answersMethod(registered: readonly string[], method: string): boolean {
  const asked = method === 'ALL' ? METHOD_OF_ANY_ROUTE : method;
  return registered.length === 0 || registered.some((one) => one.toUpperCase() === asked);
}
