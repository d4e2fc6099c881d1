/** Reads a refusal of the token endpoint (RFC 6749 section 5.2, and whatever else a server says) and tells who is at fault. */
import {
  AuthorizationServerUnavailable,
  ClientRejected,
  CredentialsRejected,
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

/** Who is at fault. */
type Fault = 'client' | 'credentials' | 'scope' | 'server';

/** The error codes of RFC 6749 section 5.2, and those of section 4.1.2.1 that servers also answer here. */
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

/** How long callers are told to wait where the server does not say. */
const DEFAULT_RETRY_AFTER_MS = 1000;

/** What of a token request its refusal is judged by. */
export interface RefusedRequest {
  readonly grant: Grant;
  readonly scope: string;
  /** What must not be in any message. */
  readonly secrets: readonly string[];
  /** A hint for whoever has to repair a refused client authentication. */
  readonly hint: string;
  /** Wall clock, in milliseconds since the epoch. */
  readonly nowMs: number;
}

/** The error for an answer other than 2xx. */
export function readTokenError(answer: HttpAnswer, request: RefusedRequest): LinxoError {
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
  // A refused grant that holds no resource owner's credentials is the application's own.
  if (fault === 'credentials' && grant.type === 'client_credentials') return 'client';
  if (fault !== undefined) return fault;
  if (status === 401 || status === 403) return grant.type === 'password' ? 'credentials' : 'client';
  return undefined;
}
