/** Ends a wait when an AbortSignal aborts. */
import { onAbort } from './on-abort.ts';

/**
 * Returns the result of the work, unless the signal aborts first. The work itself goes on.
 *
 * @throws the signal's reason when it aborts; whatever the work rejects with
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(signal.reason as Error));
    work.then(resolve, reject).finally(stopListening);
  });
}
