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

/**
 * Runs a wait that also ends when the signal aborts. The listener is removed as soon as the wait is over, even if the work that was
 * waited for never settles.
 *
 * @param wait gets a promise that rejects with the signal's reason
 * @throws the signal's reason when it aborts; whatever the wait throws
 */
export async function endedByAbort<T>(signal: AbortSignal, wait: (aborted: Promise<never>) => Promise<T>): Promise<T> {
  let stopListening = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stopListening = onAbort(signal, () => reject(signal.reason as Error));
  });
  try {
    return await wait(aborted);
  } finally {
    stopListening();
  }
}
