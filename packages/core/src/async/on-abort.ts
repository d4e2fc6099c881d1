/** Listens to an AbortSignal for as long as something is under way. */
import { setMaxListeners } from 'node:events';

/**
 * Calls back when the signal aborts, or at once where it has aborted.
 *
 * @returns a function that stops listening
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  // One signal may end a thousand waits, and that is no leak: each stops listening when it is over.
  setMaxListeners(0, signal);
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
