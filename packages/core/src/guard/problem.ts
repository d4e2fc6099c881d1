/** Renders an error for the caller: a problem details object (RFC 9457), the status and the headers. */
import { ERROR_CODES, type ErrorCode } from '../errors/error-codes.ts';
import type { ScopeShortfall } from '../errors/errors.ts';
import type { LinxoError } from '../errors/linxo-error.ts';

/** A problem details object (RFC 9457 section 3.1). */
interface ProblemDetails extends Partial<ScopeShortfall> {
  /** Identifies the kind of problem; the same for every occurrence of a code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Left out if the fault is the application's own, which is not its callers' business. */
  readonly code?: ErrorCode;
}

/** An HTTP answer that a framework only has to send. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProblemDetails;
  /** The headers to remove if a handler set them before it failed: they describe the answer that it did not give. */
  readonly staleHeaders: readonly string[];
}

/** Lists the headers of a content (RFC 9110 section 8), and those that say how it is sent or kept. */
const STALE_HEADERS = [
  'Accept-Ranges',
  'Content-Digest',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Location',
  'Content-Range',
  'ETag',
  'Expires',
  'Last-Modified',
  'Repr-Digest',
  'Trailer',
  'Transfer-Encoding',
] as const;

const INTERNAL_ERROR: ProblemDetails = {
  type: 'about:blank',
  title: 'Internal Server Error',
  status: 500,
  detail: 'The application could not serve this request.',
};

/** The table of codes. An error of another installed copy of this package may have a code that is not in it. */
const FACTS: Readonly<Record<string, { readonly title: string } | undefined>> = ERROR_CODES;

/** Returns the answer for an error. It holds nothing that is not meant for callers. */
export function problemAnswer(error: LinxoError): ProblemAnswer {
  const status = answeredStatus(error);
  const headers = { ...error.headers, 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json' };
  const body = status === 500 ? INTERNAL_ERROR : problemOf(error, status);
  return { status, headers, body, staleHeaders: STALE_HEADERS };
}

/** Returns the status that an error is answered with. Handlers of the application may have set it to anything, such as `'fail'`. */
export function answeredStatus({ status }: LinxoError): number {
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
}

function problemOf(error: LinxoError & Partial<ScopeShortfall>, status: number): ProblemDetails {
  const { code } = error;
  return {
    type: `urn:linxo-guard:problem:${code.slice('ERR_'.length).toLowerCase().replaceAll('_', '-')}`,
    title: FACTS[code]?.title ?? INTERNAL_ERROR.title,
    status,
    detail: error.expose && status < 500 ? error.message : INTERNAL_ERROR.detail,
    code,
    ...pick(error, ['requiredScopes', 'missingScopes', 'alternatives']),
  };
}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<
    T,
    K
  >;
}
