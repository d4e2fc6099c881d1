/** Waits for a promise on behalf of Express, which looks at the promises of middleware only since version 5. */

/**
 * Calls one of two functions with the result of a promise, once. The promise that it returns never rejects: it is for those who call
 * middleware themselves. An error that the function throws is not the middleware's: it is thrown again outside of the promise, as
 * Node treats the errors of callbacks.
 */
export function settle<T>(
  promise: Promise<T>,
  onResult: (result: T) => void,
  onFailure: (failure: unknown) => void,
): Promise<void> {
  return promise.then(
    (result) => callBack(onResult, result),
    (failure: unknown) => callBack(onFailure, failure),
  );
}

function callBack<T>(call: (value: T) => void, value: T): void {
  try {
    call(value);
  } catch (thrown) {
    setImmediate(() => {
      throw thrown;
    });
  }
}
