/** Tells a promise from a value, for functions of the application's that may return either. */

/** Returns true for a promise, and for anything else with a `then` method. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as Promise<T> | undefined)?.then === 'function';
}
