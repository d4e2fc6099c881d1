/** How a description spells the methods of a route. */

/** Frameworks register a route for any method with all methods that there are, this one among them. */
const SELDOM = 'CONNECT';

/**
 * The methods of a route.
 *
 * @param registered as the framework has them, in any case; none: it answers any
 * @returns in capitals; `ALL` alone for any; no `HEAD` beside the `GET` with which it comes
 */
export function routeMethods(registered: readonly string[]): readonly string[] {
  const methods = new Set(registered.map((method) => method.toUpperCase()));
  if (methods.size === 0 || methods.has(SELDOM)) return ['ALL'];
  if (methods.has('GET')) methods.delete('HEAD');
  return [...methods];
}

/**
 * Whether something that was registered answers a method.
 *
 * @param registered as the framework has them, in any case; none: it answers any
 * @param method one of {@link routeMethods}
 */
export function answersMethod(registered: readonly string[], method: string): boolean {
  const asked = method === 'ALL' ? SELDOM : method;
  return registered.length === 0 || registered.some((one) => one.toUpperCase() === asked);
}
