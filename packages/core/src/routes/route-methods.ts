/** Normalizes the HTTP methods of a route. */
import { METHODS } from 'node:http';

/**
 * Returns the methods of a route in capitals, or `ALL` alone for a route that answers any method. `HEAD` is left out beside
 * `GET`, because frameworks add it themselves.
 *
 * @param registered the methods that the framework has registered, in any case
 */
export function routeMethods(registered: readonly string[]): readonly string[] {
  const methods = new Set(registered.map((method) => method.toUpperCase()));
  if (METHODS.every((method) => methods.has(method))) return ['ALL'];
  if (methods.has('GET')) methods.delete('HEAD');
  return [...methods];
}
