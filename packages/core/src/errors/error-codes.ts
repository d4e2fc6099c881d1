/** The table of all errors of linxo-guard: the code, and the answer that a caller of the application gets. */

interface ErrorFacts {
  /** The name of the class in `errors.ts`. */
  readonly name: string;
  /** The HTTP status that the application answers with. */
  readonly status: number;
  /** A short summary for people, the same for every occurrence (RFC 9457 section 3.1.3). */
  readonly title: string;
  /** True if the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** True if the caller of the application may see the message. */
  readonly expose: boolean;
  /** True if the error is an expected answer to a request. Such errors are frequent, so they capture no stack trace. */
  readonly refusal: boolean;
}

/** The errors by code. `docs/errors.md` explains each of them, and a test compares the two. */
export const ERROR_CODES = {
  ERR_USER_REQUIRED: {
    name: 'UserRequired',
    status: 401,
    title: 'Sign-in required',
    retryable: false,
    expose: true,
    refusal: true,
  },
  ERR_CREDENTIALS_REJECTED: {
    name: 'CredentialsRejected',
    status: 403,
    title: 'Bank link must be renewed',
    retryable: false,
    expose: true,
    refusal: true,
  },
  ERR_INSUFFICIENT_SCOPE: {
    name: 'InsufficientScope',
    status: 403,
    title: 'Insufficient scope',
    retryable: false,
    expose: true,
    refusal: true,
  },
  ERR_SCOPE_REJECTED: {
    name: 'ScopeRejected',
    status: 403,
    title: 'Scope rejected',
    retryable: false,
    expose: true,
    refusal: true,
  },
  ERR_CLIENT_REJECTED: {
    name: 'ClientRejected',
    status: 500,
    title: 'Internal error',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_AUTHORIZATION_SERVER_UNAVAILABLE: {
    name: 'AuthorizationServerUnavailable',
    status: 503,
    title: 'Bank data is unavailable for the moment',
    retryable: true,
    expose: true,
    refusal: false,
  },
  ERR_INVALID_TOKEN_RESPONSE: {
    name: 'InvalidTokenResponse',
    status: 503,
    title: 'Bank data is unavailable for the moment',
    retryable: true,
    expose: false,
    refusal: false,
  },
  ERR_TOKEN_REJECTED: {
    name: 'TokenRejected',
    status: 502,
    title: 'Bank data could not be read',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_API_REQUEST_REFUSED: {
    name: 'ApiRequestRefused',
    status: 502,
    title: 'Linxo refused the request',
    retryable: false,
    expose: true,
    refusal: false,
  },
  ERR_API_UNAVAILABLE: {
    name: 'ApiUnavailable',
    status: 503,
    title: 'Bank data is unavailable for the moment',
    retryable: true,
    expose: true,
    refusal: false,
  },
  ERR_INVALID_API_RESPONSE: {
    name: 'InvalidApiResponse',
    status: 502,
    title: 'Bank data could not be read',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_INVALID_REQUEST: {
    name: 'InvalidRequest',
    status: 400,
    title: 'Invalid request',
    retryable: false,
    expose: true,
    refusal: false,
  },
  ERR_ENDPOINT_NOT_PERMITTED: {
    name: 'EndpointNotPermitted',
    status: 500,
    title: 'Internal error',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_MIDDLEWARE_MISSING: {
    name: 'MiddlewareMissing',
    status: 500,
    title: 'Internal error',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_INVALID_CONFIGURATION: {
    name: 'InvalidConfiguration',
    status: 500,
    title: 'Internal error',
    retryable: false,
    expose: false,
    refusal: false,
  },
  ERR_CLOSED: {
    name: 'Closed',
    status: 503,
    title: 'Shutting down',
    retryable: true,
    expose: false,
    refusal: false,
  },
} as const satisfies Record<`ERR_${string}`, ErrorFacts>;

/** The `code` of a {@link LinxoError}. */
export type ErrorCode = keyof typeof ERROR_CODES;
