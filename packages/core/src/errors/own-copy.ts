/** Gives each caller an error of its own, where several callers meet the same failure. */
import { LinxoError } from './linxo-error.ts';

/**
 * Returns a copy of an error, which is of the same class. Applications write on errors, such as headers for their answer, and one
 * caller's must not reach another one. What is no error of this library is returned as it is.
 */
export function ownCopyOf(error: unknown): unknown {
  if (!(error instanceof LinxoError)) return error;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const copy = new Error(error.message);
  Error.stackTraceLimit = stackTraceLimit;
  const { headers, upstream } = error;
  const own = { headers: { ...headers }, upstream: upstream && { ...upstream } };
  Object.setPrototypeOf(copy, Object.getPrototypeOf(error) as object);
  return Object.assign(Object.defineProperties(copy, Object.getOwnPropertyDescriptors(error)), own);
}
