/** Calls functions of the application, which may throw anything, or never answer. */
import type { Deadline } from '../async/deadline.ts';
import { asError } from '../errors/as-error.ts';
import { ApplicationTimeout } from '../errors/errors.ts';

/**
 * Calls a function of the application's and waits for its result until the deadline. A function that hangs is left alone.
 *
 * @param name the name of the function, for messages
 * @throws ApplicationTimeout when it gives nothing in time; what it throws, wrapped if that is no Error
 */
export function callApplication<T>(name: string, call: () => T | Promise<T>, deadline: Deadline): Promise<T> {
  return deadline.wait(asErrors(name, call), () => {
    throw new ApplicationTimeout(name, deadline.timeoutMs);
  });
}

async function asErrors<T>(name: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw asError(`The application's ${name} function`, thrown);
  }
}
