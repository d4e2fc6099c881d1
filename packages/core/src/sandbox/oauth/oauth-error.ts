/** The error responses of RFC 6749 section 5.2. */
import { jsonReply, type Reply } from '../http/reply.ts';

export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope';

/** Thrown while a token request is handled, and turned into the answer. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;
  /** True if the client used the `Authorization` header. `invalid_client` is then a 401 with a challenge. */
  readonly triedHeader: boolean;

  constructor(code: OAuthErrorCode, description: string, { triedHeader = false } = {}) {
    super(description);
    this.code = code;
    this.triedHeader = triedHeader;
  }
}

export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

export function oauthErrorReply({ code, message, triedHeader }: OAuthError): Reply {
  const challenged = code === 'invalid_client' && triedHeader;
  return jsonReply(
    challenged ? 401 : 400,
    { error: code, error_description: message },
    { ...NO_STORE, ...(challenged ? { 'www-authenticate': 'Basic realm="linxo-sandbox"' } : {}) },
  );
}
