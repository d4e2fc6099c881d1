/** Ends a wait after a time limit. */

/**
 * Returns the result of the work, or what `late` returns if the limit ends first. The work itself goes on.
 *
 * @param limitMs the time limit, in milliseconds; its timer does not keep the process alive
 * @param late gives the result in place of the work's, or throws
 * @throws whatever the work rejects with, and whatever `late` throws
 */
export async function withTimeLimit<T>(limitMs: number, work: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), limitMs).unref();
  });
  try {
    const result = await Promise.race([work, limit]);
    return result === LATE ? late() : result;
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol('late');
