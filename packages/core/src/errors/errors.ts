/** The subclass of {@link LinxoError} for each code of `error-codes.ts`, in the order from the caller to Linxo's API. */
import { type ErrorDetails, LinxoError } from './linxo-error.ts';
import { type Outage, withRetryAfter } from './outage.ts';

export { InsufficientScope, ScopeRejected, type ScopeShortfall } from './scope-errors.ts';

/** The caller is not signed in to the application: `user` gave no credentials. */
export class UserRequired extends LinxoError<'ERR_USER_REQUIRED'> {
  constructor(details?: ErrorDetails) {
    super('ERR_USER_REQUIRED', 'Sign in to use this resource.', details);
  }
}

/** The authorization server refused the user's stored credentials. The bank link must be renewed. */
export class CredentialsRejected extends LinxoError<'ERR_CREDENTIALS_REJECTED'> {
  /** @param message default: the credentials were refused */
  constructor(details?: ErrorDetails, message?: string) {
    super(
      'ERR_CREDENTIALS_REJECTED',
      message ?? "The authorization server refused the user's Linxo credentials: the bank link must be renewed.",
      details,
    );
  }
}

/** The authorization server refused the application itself: its client authentication, its grant or its request. */
export class ClientRejected extends LinxoError<'ERR_CLIENT_REJECTED'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_CLIENT_REJECTED', message, details);
  }
}

/** The authorization server refused the token request for a reason of its own, such as `invalid_request` (RFC 6749 section 8.5). */
export class TokenRequestRefused extends LinxoError<'ERR_TOKEN_REQUEST_REFUSED'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_TOKEN_REQUEST_REFUSED', message, details);
  }
}

/** The authorization server did not answer, or it answered that it cannot serve now (5xx, 429). */
export class AuthorizationServerUnavailable extends LinxoError<'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;
  /** True if the server itself named the delay, so that no request may be sent before it is over. */
  readonly isPaced: boolean;

  constructor(message: string, outage: Outage) {
    super('ERR_AUTHORIZATION_SERVER_UNAVAILABLE', message, withRetryAfter(outage));
    this.retryAfterMs = outage.retryAfterMs;
    this.isPaced = outage.isPaced ?? false;
  }
}

/** A function of the application's, such as `password`, gave nothing before the deadline of the call. */
export class ApplicationTimeout extends LinxoError<'ERR_APPLICATION_TIMEOUT'> {
  /** The name of the function: `'user'`, `'password'` or `'clientSecret'`. */
  readonly functionName: string;

  constructor(functionName: string, timeoutMs: number) {
    super('ERR_APPLICATION_TIMEOUT', `The application's ${functionName} function gave nothing within ${timeoutMs} ms.`);
    this.functionName = functionName;
  }
}

/** Too many different passwords were refused for one username: further ones are slowed down, and this one was not sent. */
export class TooManyAttempts extends LinxoError<'ERR_TOO_MANY_ATTEMPTS'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(
      'ERR_TOO_MANY_ATTEMPTS',
      'Too many wrong passwords for this username: try again later.',
      withRetryAfter({ retryAfterMs }),
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** The token endpoint's answer is not a token response (RFC 6749 section 5.1). */
export class InvalidTokenResponse extends LinxoError<'ERR_INVALID_TOKEN_RESPONSE'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(message: string, outage: Outage) {
    super('ERR_INVALID_TOKEN_RESPONSE', message, withRetryAfter(outage));
    this.retryAfterMs = outage.retryAfterMs;
  }
}

/** The API refused an access token although it was new. */
export class TokenRejected extends LinxoError<'ERR_TOKEN_REJECTED'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_TOKEN_REJECTED', message, details);
  }
}

const STATUSES_PASSED_ON: readonly number[] = [400, 403, 404, 409, 422];

/** The API answered with a 4xx other than 401. `status` is the API's own if it concerns the caller, otherwise 502. */
export class ApiRequestRefused extends LinxoError<'ERR_API_REQUEST_REFUSED'> {
  constructor(message: string, details: ErrorDetails & Required<Pick<ErrorDetails, 'upstream'>>) {
    const status = details.upstream?.status ?? 502;
    const passedOn = STATUSES_PASSED_ON.includes(status) ? status : 502;
    super('ERR_API_REQUEST_REFUSED', message, details, passedOn);
  }
}

/** The API did not answer, or it answered with a 5xx. */
export class ApiUnavailable extends LinxoError<'ERR_API_UNAVAILABLE'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(message: string, outage: Outage) {
    super('ERR_API_UNAVAILABLE', message, withRetryAfter(outage));
    this.retryAfterMs = outage.retryAfterMs;
  }
}

/** The API answered with a 2xx, but the body is not what the endpoint is documented to return. */
export class InvalidApiResponse extends LinxoError<'ERR_INVALID_API_RESPONSE'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_INVALID_API_RESPONSE', message, details);
  }
}

/** An argument of an API call cannot be sent, such as a path parameter that is empty or would change the path. */
export class InvalidRequest extends LinxoError<'ERR_INVALID_REQUEST'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_INVALID_REQUEST', message, details);
  }
}

/** A route called an endpoint that its declared scopes do not permit. */
export class EndpointNotPermitted extends LinxoError<'ERR_ENDPOINT_NOT_PERMITTED'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_ENDPOINT_NOT_PERMITTED', message, details);
  }
}

/** A guard ran without `linxo(…)` before it. */
export class MiddlewareMissing extends LinxoError<'ERR_MIDDLEWARE_MISSING'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_MIDDLEWARE_MISSING', message, details);
  }
}

/** The options, or the scopes that a guard declares, are wrong. */
export class InvalidConfiguration extends LinxoError<'ERR_INVALID_CONFIGURATION'> {
  /** One line for each problem. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], details?: ErrorDetails) {
    const list = problems.length === 1 ? ` ${problems[0]}` : problems.map((problem) => `\n  - ${problem}`).join('');
    super('ERR_INVALID_CONFIGURATION', `linxo-guard is misconfigured:${list}`, details);
    this.problems = problems;
  }
}

/** The Linxo instance was closed by `close()` and fetches no more tokens. */
export class Closed extends LinxoError<'ERR_CLOSED'> {
  constructor(details?: ErrorDetails) {
    super('ERR_CLOSED', 'This Linxo instance is closed.', details);
  }
}
