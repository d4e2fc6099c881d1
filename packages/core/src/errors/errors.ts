/** The subclass of {@link LinxoError} for each code of `error-codes.ts`, in the order from the caller to Linxo's API. */
import type { Scope } from '../catalog/scopes.ts';
import { type ErrorDetails, LinxoError } from './linxo-error.ts';

/** The caller is not signed in to the application: `user` gave no credentials. */
export class UserRequired extends LinxoError<'ERR_USER_REQUIRED'> {
  constructor(details?: ErrorDetails) {
    super('ERR_USER_REQUIRED', 'Sign in to use this resource.', details);
  }
}

/** The authorization server refused the user's stored credentials. The bank link must be renewed. */
export class CredentialsRejected extends LinxoError<'ERR_CREDENTIALS_REJECTED'> {
  constructor(details?: ErrorDetails) {
    super(
      'ERR_CREDENTIALS_REJECTED',
      "The authorization server refused the user's Linxo credentials: the bank link must be renewed.",
      details,
    );
  }
}

/** The scopes of a requirement that was not met. */
export interface ScopeShortfall {
  /** The required scopes: all of them, or any one set of `alternatives` if there are any. */
  readonly requiredScopes: readonly Scope[];
  /** The required scopes that were not granted. */
  readonly missingScopes: readonly Scope[];
  /** For a requirement with alternatives, the sets of scopes of which each would have been enough. */
  readonly alternatives?: readonly (readonly Scope[])[];
}

abstract class ScopeRefusal<C extends 'ERR_INSUFFICIENT_SCOPE' | 'ERR_SCOPE_REJECTED'>
  extends LinxoError<C>
  implements ScopeShortfall
{
  readonly requiredScopes: readonly Scope[];
  readonly missingScopes: readonly Scope[];
  declare readonly alternatives?: readonly (readonly Scope[])[];

  constructor(code: C, message: string, shortfall: ScopeShortfall, details?: ErrorDetails) {
    super(code, message, details);
    this.requiredScopes = shortfall.requiredScopes;
    this.missingScopes = shortfall.missingScopes;
    if (shortfall.alternatives) this.alternatives = shortfall.alternatives;
  }
}

/** The authorization server granted fewer scopes than are required. */
export class InsufficientScope extends ScopeRefusal<'ERR_INSUFFICIENT_SCOPE'> {
  constructor(shortfall: ScopeShortfall, details?: ErrorDetails) {
    const message = `The access token lacks these scopes: ${shortfall.missingScopes.join(' ')}.`;
    super('ERR_INSUFFICIENT_SCOPE', message, shortfall, details);
  }
}

/** The authorization server refused the requested scopes (`invalid_scope`, RFC 6749 section 5.2). */
export class ScopeRejected extends ScopeRefusal<'ERR_SCOPE_REJECTED'> {
  constructor(shortfall: ScopeShortfall, details?: ErrorDetails) {
    const message = `The authorization server refuses to grant: ${shortfall.missingScopes.join(' ')}.`;
    super('ERR_SCOPE_REJECTED', message, shortfall, details);
  }
}

/** The authorization server refused the application itself: its client authentication, its grant or its request. */
export class ClientRejected extends LinxoError<'ERR_CLIENT_REJECTED'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_CLIENT_REJECTED', message, details);
  }
}

/** The delay, in milliseconds, for failures where the server names none. */
export const DEFAULT_RETRY_AFTER_MS = 1000;

/** The details of a temporary failure. */
export interface Outage extends ErrorDetails {
  /** The delay before the next attempt, in milliseconds. It becomes the `Retry-After` header (RFC 9110 section 10.2.3). */
  readonly retryAfterMs: number;
  /** True if the server itself named the delay. Default: false. */
  readonly isPaced?: boolean;
}

function retryAfter(outage: Outage): ErrorDetails {
  const seconds = Math.max(1, Math.ceil(outage.retryAfterMs / 1000));
  return { ...outage, headers: { ...outage.headers, 'Retry-After': String(seconds) } };
}

/** The authorization server did not answer, or it answered that it cannot serve now (5xx, 429). */
export class AuthorizationServerUnavailable extends LinxoError<'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;
  /** True if the server itself named the delay, so that no request may be sent before it is over. */
  readonly isPaced: boolean;

  constructor(message: string, outage: Outage) {
    super('ERR_AUTHORIZATION_SERVER_UNAVAILABLE', message, retryAfter(outage));
    this.retryAfterMs = outage.retryAfterMs;
    this.isPaced = outage.isPaced ?? false;
  }
}

/** The token endpoint's answer is not a token response (RFC 6749 section 5.1). */
export class InvalidTokenResponse extends LinxoError<'ERR_INVALID_TOKEN_RESPONSE'> {
  constructor(message: string, details?: ErrorDetails) {
    super('ERR_INVALID_TOKEN_RESPONSE', message, details);
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
    super('ERR_API_REQUEST_REFUSED', message, details, passedOn, status === 429);
  }
}

/** The API did not answer, or it answered with a 5xx. */
export class ApiUnavailable extends LinxoError<'ERR_API_UNAVAILABLE'> {
  /** The delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(message: string, outage: Outage) {
    super('ERR_API_UNAVAILABLE', message, retryAfter(outage));
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
