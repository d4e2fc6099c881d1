/** Waits for a promise on behalf of Express, which looks at the promises of middleware only since version 5. */

/**
 * Calls one of two functions with the result of a promise, once. The promise that it returns is for those who call middleware
 * themselves: it never rejects. If the function throws, that is no failure of the promise's: it is thrown outside of both, as it is
 * where Node calls back.
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
