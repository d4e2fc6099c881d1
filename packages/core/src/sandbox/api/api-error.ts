/** The errors of the API, with `error` and `error_description` in the answer, as observed by its clients. */
import { jsonReply, type Reply } from '../http/reply.ts';

const STATUSES = {
  PARAMETER_INVALID: 400,
  PARAMETER_MISSING: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
} as const;

export type ApiErrorCode = keyof typeof STATUSES;

/** Thrown by handlers of the API, and turned into the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

/** The error of a request without a token, whose challenge names no error (RFC 6750 section 3.1). */
export class MissingToken extends ApiError {
  constructor() {
    super('UNAUTHORIZED', 'No access token');
  }
}

export function apiErrorReply(error: ApiError): Reply {
  const { code, message } = error;
  const cause = error instanceof MissingToken ? '' : ', error="invalid_token"';
  const challenge = code === 'UNAUTHORIZED' ? { 'www-authenticate': `Bearer realm="linxo-sandbox"${cause}` } : {};
  return jsonReply(STATUSES[code], { error: code, error_description: message }, challenge);
}
