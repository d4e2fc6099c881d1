/** The base class of all errors of linxo-guard, and the function that recognizes them. */
import type { ErrorOf } from './any-linxo-error.ts';
import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

const BRAND = Symbol.for('linxo-guard.error');

/** An answer of Linxo's servers that is safe to show: secrets are replaced, and long texts are cut. */
export interface UpstreamAnswer {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The `error` member of the answer's body, if it has one. */
  readonly error?: string;
  /** The `error_description` member of the answer's body, if it has one. */
  readonly errorDescription?: string;
}

/** The optional parts of an error. */
export interface ErrorDetails {
  readonly headers?: Readonly<Record<string, string>>;
  readonly upstream?: UpstreamAnswer | undefined;
  readonly cause?: unknown;
}

/**
 * The base class of every error that linxo-guard throws. Koa, Express and `http-errors` read `status`, `statusCode`, `expose`
 * and `headers`. No property holds a secret.
 */
export class LinxoError<C extends ErrorCode = ErrorCode> extends Error {
  /** The literal code, such as `'ERR_INSUFFICIENT_SCOPE'`. */
  readonly code: C;
  /** True if the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** The HTTP status for the application's answer. */
  readonly status: number;
  /** True if the caller of the application may see `message`. */
  readonly expose: boolean;
  /** Headers for the application's answer, such as `WWW-Authenticate` and `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Linxo's answer, if it caused the error. */
  readonly upstream: UpstreamAnswer | undefined;

  constructor(code: C, message: string, details: ErrorDetails = {}, status?: number, retryable?: boolean) {
    const facts = ERROR_CODES[code];
    const { stackTraceLimit } = Error;
    if (facts.refusal) Error.stackTraceLimit = 0;
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    if (facts.refusal) Error.stackTraceLimit = stackTraceLimit;
    this.name = facts.name;
    this.code = code;
    this.retryable = retryable ?? facts.retryable;
    this.status = status ?? facts.status;
    this.expose = facts.expose && this.status < 500;
    this.headers = details.headers ?? {};
    this.upstream = details.upstream;
  }

  /** Lets {@link isLinxoError} recognize the errors of another copy of this package. */
  get [BRAND](): true {
    return true;
  }

  /** Equals `status`: some libraries and handlers read and set this name. */
  get statusCode(): number {
    return this.status;
  }

  // `http-errors` and many error handlers set it on whatever error they are given, and must not fail over it.
  set statusCode(status: number) {
    (this as { status: number }).status = status;
  }
}

/**
 * Returns true if the value is an error of linxo-guard and, where a code is given, has this code. Unlike `instanceof`, it also
 * recognizes errors of another installed copy of this package.
 *
 * @param code narrows the value to the subclass with this code
 * @example
 * ```ts
 * try {
 *   await connect.tokens.getAccessToken({ subject, scopes: ['transactions_read'] });
 * } catch (error) {
 *   if (!isLinxoError(error, 'ERR_INSUFFICIENT_SCOPE')) throw error;
 *   console.warn('not granted:', error.missingScopes);
 * }
 * ```
 */
export function isLinxoError(value: unknown): value is LinxoError;
export function isLinxoError<const C extends ErrorCode>(value: unknown, code: C): value is ErrorOf<C>;
export function isLinxoError(value: unknown, code?: ErrorCode): value is LinxoError {
  return (
    typeof value === 'object' &&
    value !== null &&
    BRAND in value &&
    (code === undefined || (value as { code?: unknown }).code === code)
  );
}
