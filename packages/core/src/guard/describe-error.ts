/** Describes an error for the developer: what happened, what Linxo answered, what caused it, and where the application was. */
import { fileURLToPath } from 'node:url';
import type { LinxoError, UpstreamAnswer } from '../errors/linxo-error.ts';
import { showForeignText } from '../http/redact.ts';
import { answeredStatus } from './problem.ts';

const LONGEST_CHAIN = 4;
const MOST_FRAMES = 3;
const INDENT = '\n    ';

/** The folder of this package. Frames of a stack trace inside it do not help an application's developer. */
const OWN_FOLDER = new URL('..', import.meta.url);

/**
 * Returns a few readable lines about an error. They hold no secret, because the error holds none.
 *
 * @example
 * ```
 * ClientRejected [ERR_CLIENT_REJECTED]: The authorization server refused the application (401, invalid_client).
 *     answered: 500
 *     upstream: 401 invalid_client (No such client)
 * ```
 */
export function describeError(error: LinxoError): string {
  const causes = chainOf(error.cause);
  return [
    `${error.name} [${error.code}]: ${String(error.message).replaceAll('\n', INDENT)}`,
    `answered: ${answeredStatus(error)}`,
    ...(error.upstream ? [`upstream: ${describeUpstream(error.upstream)}`] : []),
    ...(causes.length > 0 ? [`cause: ${causes.join(' <- ')}`] : []),
    ...applicationFrames(error.stack),
  ].join(INDENT);
}

function describeUpstream({ status, error, errorDescription }: UpstreamAnswer): string {
  return [status, error, errorDescription && `(${errorDescription})`].filter((part) => part !== undefined).join(' ');
}

function chainOf(cause: unknown): readonly string[] {
  const chain: string[] = [];
  try {
    for (let current = cause; current != null && chain.length < LONGEST_CHAIN;) {
      chain.push(describeCause(current));
      current = current instanceof Error ? current.cause : undefined;
    }
  } catch {
    // An application can give an error a cause that throws when it is read, and the error itself must be seen all the same.
    chain.push('a value that cannot be read');
  }
  return chain;
}

function describeCause(cause: {}): string {
  if (!(cause instanceof Error)) {
    return typeof cause === 'string' ? showForeignText(cause, []) : `a value of type ${typeof cause}`;
  }
  const { name, message } = cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  // The message of a foreign error that was made safe to show begins with the name of the original.
  return showForeignText(`${name === 'ForeignError' ? '' : `${name}: `}${message}${code}`, []);
}

/** Returns the first frames of a stack trace that are in the application's own files. */
function applicationFrames(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at ') && !isForeign(line))
    .slice(0, MOST_FRAMES);
}

function isForeign(frame: string): boolean {
  return (
    /node:|[\\/]node_modules[\\/]|<anonymous>|\(native\)/.test(frame) ||
    frame.includes(OWN_FOLDER.href) ||
    frame.includes(fileURLToPath(OWN_FOLDER))
  );
}
