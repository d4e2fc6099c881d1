/** Logs the errors that Koa reports. Those of connections are among them, which Express keeps to itself. */
import type { Logger } from 'pino';

/** The codes of errors that mean only that a browser has gone away, or does not speak HTTP. */
const GONE = /^(EPIPE|ECONNRESET|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED|HPE_\w+)$/;

export function reportError(log: Logger): (error: unknown) => void {
  return (error) => {
    if (!isConnectionLost(error)) log.error(error);
  };
}

/** Returns true if nobody here can do anything about an error, because its connection has ended. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.test(String(error.code));
}
