/** Makes the application's log. Of an error it shows what helps to find the cause, and nothing that a caller has sent. */
import pino, { type DestinationStream, type Logger } from 'pino';

const MAX_CAUSES = 4;

/** @param destination where the lines go; default: the standard output */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: (error: unknown) => shownError(error) } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * Returns the parts of an error to log. Its other properties are left out: Node puts the bytes of a request that it cannot read into
 * one, with cookies and all, and a database the values of a row.
 */
export function shownError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const isDeeper = cause !== undefined && depth < MAX_CAUSES;
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(isDeeper ? { cause: shownError(cause, depth + 1) } : {}),
  };
}
