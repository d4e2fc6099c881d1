/** The ways in which a token request fails. What each of them blocks, and for how long, stands in `cool-down/cool-down-rules.ts`. */
import type { LinxoError } from '../errors/linxo-error.ts';
import type { Grant } from './grant.ts';

/** The meaning of a failed token request. */
export type TokenFailure =
  /** The server gave no answer in time, the network failed, or the server said that it cannot serve now. */
  | 'server-unavailable'
  /** The server asked this caller to come later (429, or `Retry-After`). */
  | 'asked-to-wait'
  /** The client authentication was refused. */
  | 'client-refused'
  /** An empty 401 or 403 to client credentials. */
  | 'client-refused-silently'
  /** The client may not use this grant. */
  | 'grant-refused'
  /** The resource owner's credentials were refused. */
  | 'credentials-refused'
  /** An empty 401 or 403 to a password grant: the server does not say whether it refuses the credentials or the scopes. */
  | 'credentials-refused-silently'
  /** The requested scopes were refused. */
  | 'scope-refused'
  /** The request was refused for another reason that the server names. */
  | 'request-refused'
  /** The answer is neither a token response nor an error response. */
  | 'not-understood';

/** A failed token request. */
export interface FailedTokenRequest {
  readonly failure: TokenFailure;
  readonly error: LinxoError;
}

export type Meaning = TokenFailure | Readonly<Record<Grant['type'], TokenFailure>>;

/** The user has to do something at the authorization server first (OpenID Connect Core section 3.1.2.6; `mfa_required`: Auth0). */
const USER_HAS_TO_ACT: Meaning = { password: 'credentials-refused', client_credentials: 'request-refused' };

/** The meaning of each error code: those of RFC 6749 section 5.2, and others that servers also send here. */
export const ERROR_MEANINGS: Readonly<Record<string, Meaning>> = {
  invalid_client: 'client-refused',
  unauthorized_client: 'grant-refused',
  unsupported_grant_type: 'grant-refused',
  // Client credentials are the application's own, so an invalid grant is the client's fault.
  invalid_grant: { password: 'credentials-refused', client_credentials: 'client-refused' },
  access_denied: USER_HAS_TO_ACT,
  interaction_required: USER_HAS_TO_ACT,
  login_required: USER_HAS_TO_ACT,
  consent_required: USER_HAS_TO_ACT,
  mfa_required: USER_HAS_TO_ACT,
  invalid_scope: 'scope-refused',
  invalid_request: 'request-refused',
  server_error: 'server-unavailable',
  temporarily_unavailable: 'server-unavailable',
  slow_down: 'server-unavailable',
};

/** The characters of an `error` value (RFC 6749 section 5.2). A server may define codes of its own (section 8.5). */
const WELL_FORMED = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/** An answer other than a token response. Its status may be 2xx, too. */
export interface ErrorAnswer {
  readonly status: number;
  /** The `error` member of the body, as the server said it. */
  readonly error: string | undefined;
  readonly isEmpty: boolean;
  /** True if there is a valid `Retry-After`. */
  readonly namesDelay: boolean;
}

/** Returns the meaning of an answer that is not a token response. */
export function failureOf({ status, error, isEmpty, namesDelay }: ErrorAnswer, grant: Grant['type']): TokenFailure {
  if (status === 429) return 'asked-to-wait';
  if (status >= 500 || status === 408) return namesDelay ? 'asked-to-wait' : 'server-unavailable';
  const meaning = meaningOf(error, grant);
  // An outage is one with any status. Some servers send error responses with 200: one user's wrong password is no fault of the server.
  if (meaning === 'server-unavailable') return namesDelay ? 'asked-to-wait' : meaning;
  if (status >= 300 && status < 400) return 'not-understood';
  if (meaning) return meaning;
  if (isEmpty && (status === 401 || status === 403)) {
    return grant === 'password' ? 'credentials-refused-silently' : 'client-refused-silently';
  }
  return 'not-understood';
}

/** Returns the meaning of an `error` value; undefined if there is none, or one of another form. */
function meaningOf(error: string | undefined, grant: Grant['type']): TokenFailure | undefined {
  if (error === undefined || !WELL_FORMED.test(error)) return undefined;
  const meaning = Object.hasOwn(ERROR_MEANINGS, error) ? ERROR_MEANINGS[error] : undefined;
  return typeof meaning === 'object' ? meaning[grant] : (meaning ?? 'request-refused');
}
