/** Listens to an AbortSignal while an operation is under way. */
import { setMaxListeners } from 'node:events';

/**
 * Calls the listener when the signal aborts, or at once if it has aborted already.
 *
 * @returns a function that stops listening
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  // Many operations may share one signal. Each removes its listener, so Node's leak warning would be wrong.
  setMaxListeners(0, signal);
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
