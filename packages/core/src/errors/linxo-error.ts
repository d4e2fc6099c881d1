/** The base class of every error that linxo-guard throws, shaped as `http-errors` are so that frameworks answer rightly. */
import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

const BRAND = Symbol.for('linxo-guard.error');

/** What Linxo's server answered, as far as it may be shown: secrets are struck out, long texts cut. */
export interface UpstreamAnswer {
  /** HTTP status of the answer. */
  readonly status: number;
  /** The `error` member of the answer's body, where it has one. */
  readonly error?: string;
  /** The `error_description` member of the answer's body, where it has one. */
  readonly errorDescription?: string;
}

/** What may come with an error beside its message. */
export interface ErrorDetails {
  readonly headers?: Readonly<Record<string, string>>;
  readonly upstream?: UpstreamAnswer | undefined;
  readonly cause?: unknown;
}

/**
 * The base of every error that linxo-guard throws. `status`, `statusCode`, `expose` and `headers` are what Koa, Express and
 * `http-errors` look at. No property of it holds a secret.
 */
export class LinxoError<C extends ErrorCode = ErrorCode> extends Error {
  /** The literal code, such as `'ERR_INSUFFICIENT_SCOPE'`. */
  readonly code: C;
  /** Whether the same call may succeed later with nothing changed. */
  readonly retryable: boolean;
  /** The HTTP status that the application answers with. */
  readonly status: number;
  /** Whether `message` may be shown to the caller of the application. */
  readonly expose: boolean;
  /** Headers that belong to the answer, such as `WWW-Authenticate` and `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What Linxo's server answered, where an answer of Linxo's is the reason. */
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
    this.expose = facts.expose;
    this.headers = details.headers ?? {};
    this.upstream = details.upstream;
  }

  /** Tells it from other errors, whichever copy of this package it comes from. */
  get [BRAND](): true {
    return true;
  }

  /** The same as `status`, under the name that Express looks at first. */
  get statusCode(): number {
    return this.status;
  }
}

/**
 * Whether a value is an error of linxo-guard's, of the given code where one is given. It also knows errors of another copy
 * of this package, which `instanceof` does not.
 */
export function isLinxoError<C extends ErrorCode>(value: unknown, code?: C): value is LinxoError<C> {
  return (
    typeof value === 'object' &&
    value !== null &&
    BRAND in value &&
    (code === undefined || (value as { code?: unknown }).code === code)
  );
}
