/** Recognizes a connection that the other side had closed before the request reached it. */

const CODES: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Returns true if a `fetch` failed because its kept-alive connection turned out dead. Such a read can be sent once more. */
export function isDeadConnection(error: unknown): boolean {
  try {
    let current = error;
    for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
      if ('code' in current && CODES.has(current.code)) return true;
      current = current.cause;
    }
  } catch {
    // An error of an injected `fetch` may throw when it is read.
  }
  return false;
}
