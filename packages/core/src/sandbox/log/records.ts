/**
 * What the log keeps of each request. It is kept for assertions in tests, so it holds everything that was sent,
 * secrets included: do not print it where they matter.
 */

export interface CallRecord {
  /** When it arrived, by the sandbox's clock, in epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** All headers, their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent. */
  readonly body: string;
  /** The body's form parameters; empty where it is not a form. */
  readonly form: Readonly<Record<string, string>>;
  /** What was answered; `undefined` until then, and for good where a fault answers nothing. */
  readonly status: number | undefined;
  /** Whether the client hung up before it was answered. */
  readonly abandoned: boolean;
}

export type ClientAuthenticationSeen = 'client_secret_basic' | 'client_secret_post' | 'several' | 'none';

export interface TokenRequestRecord extends CallRecord {
  readonly grantType: string | undefined;
  readonly clientAuthentication: ClientAuthenticationSeen;
  /** The `scope` parameter as it was sent. */
  readonly scopeAsked: string | undefined;
  /** What was granted, space-separated; `undefined` where no token was answered. */
  readonly scopeGranted: string | undefined;
  readonly username: string | undefined;
}

export interface ApiCallRecord extends CallRecord {
  /** The endpoint, such as `'GET /accounts/{id}'`; `undefined` where there is none at that path. */
  readonly endpoint: string | undefined;
  /** What `Authorization: Bearer` carried. */
  readonly accessToken: string | undefined;
}

export type WidgetCallRecord = CallRecord;
