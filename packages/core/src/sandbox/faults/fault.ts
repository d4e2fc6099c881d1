/** The faults that the sandbox can answer with. */

/** A fault, told apart by `kind`. */
export type Fault =
  /** Answers with this status instead of the normal answer. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Default: `application/json` if there is a body. */
      readonly contentType?: string;
    }
  /** Answers with an error response (RFC 6749 section 5.2). Default status: 400. */
  | { readonly kind: 'oauthError'; readonly error: string; readonly description?: string; readonly status?: number }
  /** Answers 403 without a body. */
  | { readonly kind: 'empty403' }
  /** Answers with an HTML page, as a proxy would. Default status: 502. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Answers without a body. Default status: 200. */
  | { readonly kind: 'empty'; readonly status?: number }
  /** Answers with this text. Default: 200 and `application/json`. */
  | { readonly kind: 'body'; readonly body: string; readonly status?: number; readonly contentType?: string }
  /** Changes the normal JSON answer. `edit` gets the parsed body and returns the new one. */
  | { readonly kind: 'edit'; readonly edit: (body: unknown) => unknown }
  /** Changes the normal JSON answer by a merge patch (RFC 7396). A member that is `null` is removed. */
  | { readonly kind: 'merge'; readonly patch: Readonly<Record<string, unknown>> }
  /**
   * Truncates the normal answer: announces the whole length, sends `bytes` of it (default: half) and destroys the connection.
   */
  | { readonly kind: 'truncate'; readonly bytes?: number }
  /** Answers 200 with this many bytes of JSON. Default: 2 MiB. */
  | { readonly kind: 'oversize'; readonly bytes?: number }
  /** Resets the connection without an answer. */
  | { readonly kind: 'reset' }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Sends the normal answer `delayMs` milliseconds late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Answers 429 or 503 with `Retry-After` in seconds or as an HTTP date. Default status: 429. */
  | { readonly kind: 'retryAfter'; readonly status?: 429 | 503; readonly after: number | Date | string }
  /** Answers with a redirect. Default status: 302. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Issues the same token again that the subject last got for the same scopes, if there is one. */
  | { readonly kind: 'sameToken' }
  /** Issues an access token that is not a JWT. */
  | { readonly kind: 'opaqueToken' }
  /** Removes these claims from the JWT. */
  | { readonly kind: 'dropClaims'; readonly claims: readonly string[] }
  /** Replaces these claims of the JWT. The API still treats the token as granted. */
  | { readonly kind: 'setClaims'; readonly claims: Readonly<Record<string, unknown>> };

export type FaultKind = Fault['kind'];

/** Deviations from the normal way of issuing a token. */
export interface TokenQuirks {
  readonly sameToken?: boolean;
  readonly opaque?: boolean;
  readonly dropClaims?: readonly string[];
  readonly setClaims?: Readonly<Record<string, unknown>>;
}
