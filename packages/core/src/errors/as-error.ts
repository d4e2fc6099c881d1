/** Makes an Error of whatever code of the application's threw. */
import { isNativeError, isProxy } from 'node:util/types';

/**
 * Returns what code of the application's threw as an Error: frameworks take `null` or `'route'` for something else.
 *
 * @param source the code that threw it, for the message
 */
export function asError(source: string, thrown: unknown): Error {
  if (isSound(thrown)) return thrown;
  const kind = thrown === null ? 'null' : typeof thrown;
  return new Error(`${source} threw a value that is no Error (${kind}).`, { cause: thrown });
}

/** The properties of an error that frameworks read while they answer it. */
const READ_BY_FRAMEWORKS = ['status', 'statusCode', 'headers', 'expose', 'code', 'name', 'message', 'stack'] as const;

/** Returns true for an error that a framework can answer. While it reads one with a getter that throws, the request stays unanswered. */
function isSound(thrown: unknown): thrown is Error {
  if (isProxy(thrown)) return false;
  try {
    if (!isNativeError(thrown) && !(thrown instanceof Error)) return false;
    for (const name of READ_BY_FRAMEWORKS) Reflect.get(thrown, name);
    return true;
  } catch {
    return false;
  }
}
