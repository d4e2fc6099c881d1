/** Listens to an AbortSignal while an operation is under way. */

type Listener = () => void;

/** The listeners of each signal that is listened to. A signal itself looks through all of its listeners for each one that comes or goes. */
const LISTENERS = new WeakMap<AbortSignal, Set<Listener>>();

/**
 * Calls the listener when the signal aborts, or at once if it has aborted already. Many operations may share one signal.
 *
 * @returns a function that stops listening
 */
export function onAbort(signal: AbortSignal, listener: Listener): () => void {
  if (signal.aborted) {
    listener();
    return () => {};
  }
  const listeners = LISTENERS.get(signal) ?? listenTo(signal);
  // Each call has an entry of its own, even if the same function listens twice.
  const entry = () => listener();
  listeners.add(entry);
  return () => {
    listeners.delete(entry);
    if (listeners.size === 0) stopListeningTo(signal);
  };
}

function listenTo(signal: AbortSignal): Set<Listener> {
  const listeners = new Set<Listener>();
  LISTENERS.set(signal, listeners);
  signal.addEventListener('abort', callListeners, { once: true });
  return listeners;
}

function stopListeningTo(signal: AbortSignal): void {
  LISTENERS.delete(signal);
  signal.removeEventListener('abort', callListeners);
}

function callListeners(this: AbortSignal): void {
  for (const listener of LISTENERS.get(this) ?? []) listener();
}
