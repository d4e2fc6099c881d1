/** Turns an error response of the token endpoint (RFC 6749 section 5.2) into the error class that tells who is at fault. */
import {
  AuthorizationServerUnavailable,
  ClientRejected,
  CredentialsRejected,
  DEFAULT_RETRY_AFTER_MS,
  InvalidTokenResponse,
  ScopeRejected,
} from '../errors/errors.ts';
import type { HttpAnswer } from '../http/fetch.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { readUpstream } from '../http/upstream.ts';
import type { LinxoError } from '../errors/linxo-error.ts';
import { expandMask, maskOf, scopesOf } from '../scope/scope-set.ts';
import { isScope } from '../catalog/scopes.ts';
import type { Grant } from './grant.ts';

/** The party whose fault a refusal is. */
type Fault = 'client' | 'credentials' | 'scope' | 'server';

/** The party at fault by error code: those of RFC 6749 section 5.2, and others that servers also send here. */
const FAULTS: Readonly<Record<string, Fault>> = {
  invalid_client: 'client',
  unauthorized_client: 'client',
  unsupported_grant_type: 'client',
  invalid_request: 'client',
  invalid_grant: 'credentials',
  invalid_scope: 'scope',
  server_error: 'server',
  temporarily_unavailable: 'server',
  slow_down: 'server',
};

/** The details of a token request that {@link readTokenError} needs. */
export interface TokenErrorOptions {
  readonly grant: Grant;
  /** The `scope` parameter of the request. */
  readonly scope: string;
  /** The values that no message may show. */
  readonly secrets: readonly string[];
  /** A hint that is added to the message if the client authentication was refused. */
  readonly hint: string;
  /** The wall-clock time, in milliseconds since the epoch. */
  readonly nowMs: number;
}

/** Returns the error for an answer whose status is not 2xx. */
export function readTokenError(answer: HttpAnswer, request: TokenErrorOptions): LinxoError {
  const upstream = readUpstream(answer, request.secrets);
  const said = upstream.error ? `${answer.status}, ${upstream.error}` : `${answer.status}`;
  switch (faultOf(answer.status, upstream.error, request.grant)) {
    case 'server': {
      const saidMs = parseRetryAfter(answer.headers.get('retry-after'), request.nowMs);
      return new AuthorizationServerUnavailable(`The authorization server cannot serve now (${said}).`, {
        upstream,
        retryAfterMs: saidMs ?? DEFAULT_RETRY_AFTER_MS,
        isPaced: saidMs !== undefined,
      });
    }
    case 'client':
      return new ClientRejected(`The authorization server refused the application (${said}).${request.hint}`, {
        upstream,
      });
    case 'credentials':
      return new CredentialsRejected({ upstream });
    case 'scope': {
      const refused = scopesOf(expandMask(maskOf(request.scope.split(' ').filter(isScope))));
      return new ScopeRejected({ requiredScopes: refused, missingScopes: refused }, { upstream });
    }
    case undefined:
      return new InvalidTokenResponse(
        `The token endpoint's answer is neither a token response nor an error response (${said}).`,
        { upstream },
      );
  }
}

function faultOf(status: number, error: string | undefined, grant: Grant): Fault | undefined {
  if (status >= 500 || status === 429 || status === 408) return 'server';
  if (status < 400) return undefined;
  const fault = error === undefined ? undefined : FAULTS[error];
  // Client credentials are the application's own, so the application is at fault for an invalid grant.
  if (fault === 'credentials' && grant.type === 'client_credentials') return 'client';
  if (fault !== undefined) return fault;
  if (status === 401 || status === 403) return grant.type === 'password' ? 'credentials' : 'client';
  return undefined;
}
