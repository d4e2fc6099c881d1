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

export function apiErrorReply({ code, message }: ApiError): Reply {
  const challenge = { 'www-authenticate': 'Bearer realm="linxo-sandbox", error="invalid_token"' };
  return jsonReply(
    STATUSES[code],
    { error: code, error_description: message },
    code === 'UNAUTHORIZED' ? challenge : {},
  );
}
