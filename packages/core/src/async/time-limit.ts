/** Ends a wait after a time limit. */

/** Options of {@link withTimeLimit}. */
export interface TimeLimitOptions {
  /** True if somebody waits for the result, so that the timer keeps the process alive. Default: false. */
  readonly holdsProcess?: boolean;
}

/**
 * Returns the result of the work, or what `late` returns if the limit ends first. The work itself goes on.
 *
 * @param limitMs the time limit, in milliseconds
 * @param late gives the result in place of the work's, or throws
 * @throws whatever the work rejects with, and whatever `late` throws
 */
export async function withTimeLimit<T>(
  limitMs: number,
  work: Promise<T>,
  late: () => T | Promise<T>,
  { holdsProcess = false }: TimeLimitOptions = {},
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => afterArrivals(() => resolve(LATE)), limitMs);
    if (!holdsProcess) timer.unref();
  });
  try {
    const result = await Promise.race([work, limit]);
    return result === LATE ? late() : result;
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol('late');

/**
 * Calls back after the event loop has read what has arrived meanwhile. A timer that fires because this process stood still would
 * otherwise blame the other side, whose answer waits in the socket.
 */
function afterArrivals(callback: () => void): void {
  setImmediate(() => setImmediate(callback));
}
