/** Runs work outside the asynchronous context of any request. */
import { AsyncResource } from 'node:async_hooks';

const OUTSIDE = new AsyncResource('linxo-guard');

/**
 * Runs work in the asynchronous context in which this package was loaded. A promise that is kept longer than a request would
 * otherwise keep the request's `AsyncLocalStorage` stores in memory (Node 20 and 22).
 */
export function outsideRequests<T>(work: () => T): T {
  return OUTSIDE.runInAsyncScope(work);
}
