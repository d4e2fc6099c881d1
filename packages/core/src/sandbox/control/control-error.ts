/** The errors of the control API: a JSON object with `error` and `error_description`, as the API's own. */
import { jsonReply, type Reply } from '../http/reply.ts';

const ERRORS = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  unsupported_media_type: 415,
  timeout: 504,
} as const;

export type ControlErrorCode = keyof typeof ERRORS;

export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly code: ControlErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ControlErrorCode, description: string, headers: Readonly<Record<string, string>> = {}) {
    super(description);
    this.code = code;
    this.headers = headers;
  }
}

export function controlErrorReply({ code, message, headers }: ControlError): Reply {
  return jsonReply(ERRORS[code], { error: code, error_description: message }, headers);
}
