/**
 * The log's records of requests. They contain everything that was sent, for assertions in tests, and so also secrets: do not
 * print them where secrets matter.
 */

/** The record of a request. */
export interface CallRecord {
  /** The time of arrival by the sandbox's clock, in milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The query's parameters. One that occurs several times has a list of its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** All headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body that was sent. */
  readonly body: string;
  /** The parameters in the body, be it a form or a JSON object of texts. They are empty for any other body. */
  readonly form: Readonly<Record<string, string>>;
  /** The status of the answer. It is `undefined` before the answer, and if a fault sends none. */
  readonly status: number | undefined;
  /** True if the client closed the connection before the answer. */
  readonly abandoned: boolean;
}

export type ClientAuthenticationSeen = 'client_secret_basic' | 'client_secret_post' | 'several' | 'none';

/** The record of a request to the token endpoint. */
export interface TokenRequestRecord extends CallRecord {
  readonly grantType: string | undefined;
  readonly clientAuthentication: ClientAuthenticationSeen;
  /** The `scope` parameter that was sent. */
  readonly scopeAsked: string | undefined;
  /** The granted scopes, separated by spaces. They are `undefined` if no token was issued. */
  readonly scopeGranted: string | undefined;
  readonly username: string | undefined;
}

/** The record of a request to the API. */
export interface ApiCallRecord extends CallRecord {
  /** The name of the endpoint, such as `'GET /accounts/{id}'`, or `undefined` if there is none at this path. */
  readonly endpoint: string | undefined;
  /** The token in the `Authorization: Bearer` header. */
  readonly accessToken: string | undefined;
}

/** The record of a request to the widgets. */
export type WidgetCallRecord = CallRecord;
