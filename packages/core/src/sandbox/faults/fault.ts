/** The faults that the sandbox can be told to have. */

export type Fault =
  /** This status instead of the normal answer. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Default `application/json` where there is a body. */
      readonly contentType?: string;
    }
  /** An error as RFC 6749 section 5.2 shapes it. Default status 400. */
  | { readonly kind: 'oauthError'; readonly error: string; readonly description?: string; readonly status?: number }
  /** 403 without a body. */
  | { readonly kind: 'empty403' }
  /** An HTML page, as a proxy answers. Default status 502. */
  | { readonly kind: 'html'; readonly status?: number }
  /** 200 without a body, or another status. */
  | { readonly kind: 'empty'; readonly status?: number }
  /** This text as the answer. Default 200 `application/json`. */
  | { readonly kind: 'body'; readonly body: string; readonly status?: number; readonly contentType?: string }
  /** The normal JSON answer, changed: `edit` gets the parsed body and returns what is sent. */
  | { readonly kind: 'edit'; readonly edit: (body: unknown) => unknown }
  /** The normal answer, cut: its whole length is announced, `bytes` are sent (default: half), the connection is destroyed. */
  | { readonly kind: 'truncate'; readonly bytes?: number }
  /** A 200 answer of so many bytes of JSON. Default 2 MiB. */
  | { readonly kind: 'oversize'; readonly bytes?: number }
  /** The connection is reset before anything is answered. */
  | { readonly kind: 'reset' }
  /** Nothing is ever answered. */
  | { readonly kind: 'hang' }
  /** The normal answer, `delayMs` milliseconds late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** 429, or 503, with `Retry-After` in seconds or as an HTTP date. */
  | { readonly kind: 'retryAfter'; readonly status?: 429 | 503; readonly after: number | Date | string }
  /** A redirect. Default status 302. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** The token endpoint answers with the last token that it gave to the same subject for the same scopes, if there is one. */
  | { readonly kind: 'sameToken' }
  /** The access token is no JWT. */
  | { readonly kind: 'opaqueToken' }
  /** The JWT lacks these claims. */
  | { readonly kind: 'dropClaims'; readonly claims: readonly string[] }
  /** The JWT says this instead. What the API makes of the token stays as granted. */
  | { readonly kind: 'setClaims'; readonly claims: Readonly<Record<string, unknown>> };

export type FaultKind = Fault['kind'];

/** How a token is made differently from the normal way. */
export interface TokenQuirks {
  readonly sameToken?: boolean;
  readonly opaque?: boolean;
  readonly dropClaims?: readonly string[];
  readonly setClaims?: Readonly<Record<string, unknown>>;
}
