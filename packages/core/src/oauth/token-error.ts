/** Turns an error response of the token endpoint (RFC 6749 section 5.2) into the error class that tells who is at fault. */
import { isScope } from '../catalog/scopes.ts';
import { withVariable } from '../catalog/variables.ts';
import {
  AuthorizationServerUnavailable,
  ClientRejected,
  CredentialsRejected,
  InvalidTokenResponse,
  ScopeRejected,
  TokenRequestRefused,
} from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';
import type { LinxoError, UpstreamAnswer } from '../errors/linxo-error.ts';
import type { HttpAnswer } from '../http/fetch.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { readErrorCode, readUpstream } from '../http/upstream.ts';
import { expandMask, maskOf, scopesOf } from '../scope/scope-set.ts';
import type { Grant } from './grant.ts';
import { type FailedTokenRequest, failureOf, type TokenFailure } from './token-failure.ts';

/** The details of a token request that {@link readTokenError} needs. */
export interface TokenErrorOptions {
  /** The URL that was asked, for messages. */
  readonly url: string;
  readonly grant: Grant;
  /** The `scope` parameter of the request. */
  readonly scope: string;
  /** The values that no message may show. */
  readonly secrets: readonly string[];
  /** Hints that are added to the message if the client authentication may be the reason. */
  readonly hint: string;
  /** The wall-clock time, in milliseconds since the epoch. */
  readonly nowMs: number;
  /** The longest delay that callers are told, in milliseconds. */
  readonly maxRetryAfterMs: number;
}

/** Returns the failure and the error for an answer that is not a token response. */
export function readTokenError(answer: HttpAnswer, request: TokenErrorOptions): FailedTokenRequest {
  const saidMs = parseRetryAfter(answer.headers.get('retry-after'), request.nowMs);
  const retryAfterMs = saidMs === undefined ? undefined : Math.min(saidMs, request.maxRetryAfterMs);
  const failure = failureOf(
    {
      status: answer.status,
      error: readErrorCode(answer),
      isEmpty: answer.body.trim() === '',
      namesDelay: retryAfterMs !== undefined,
    },
    request.grant.type,
  );
  const upstream = readUpstream(answer, request.secrets);
  return { failure, error: errorOf(failure, upstream, request, retryAfterMs) };
}

function errorOf(
  failure: TokenFailure,
  upstream: UpstreamAnswer,
  request: TokenErrorOptions,
  retryAfterMs: number | undefined,
): LinxoError {
  const at = `${request.url} answered ${answerText(upstream)}`;
  switch (failure) {
    case 'server-unavailable':
    case 'asked-to-wait':
      return new AuthorizationServerUnavailable(`The authorization server cannot serve now: ${at}.`, {
        upstream,
        retryAfterMs: retryAfterMs ?? DEFAULT_RETRY_AFTER_MS,
        isPaced: retryAfterMs !== undefined,
      });
    case 'client-refused':
    case 'client-refused-silently':
      return new ClientRejected(
        `The authorization server refused the application: ${at}. ` +
          `Check ${withVariable('clientId')} and ${withVariable('clientSecret')}: each environment has its own.${request.hint}`,
        { upstream },
      );
    case 'grant-refused':
      return new ClientRejected(
        `The authorization server does not let the application use the grant ${request.grant.type}: ${at}. ` +
          `Ask Linxo to allow it for this ${withVariable('clientId')}.`,
        { upstream },
      );
    case 'credentials-refused':
      return new CredentialsRejected({ upstream });
    case 'credentials-refused-silently':
      return new CredentialsRejected(
        { upstream },
        'The authorization server refused the request with an empty answer: it does not say whether the credentials or the scopes were refused.',
      );
    case 'scope-refused': {
      const refused = scopesOf(expandMask(maskOf(request.scope.split(' ').filter(isScope))));
      return new ScopeRejected({ requiredScopes: refused, missingScopes: refused }, { upstream });
    }
    case 'request-refused':
      return new TokenRequestRefused(
        `The authorization server refused the token request: ${at}.${request.hint}${urlHint(upstream)}`,
        { upstream },
      );
    case 'not-understood':
      return new InvalidTokenResponse(
        `The answer is neither a token response nor an error response of OAuth: ${at}.${CHECK_URL}`,
        { upstream, retryAfterMs: DEFAULT_RETRY_AFTER_MS },
      );
  }
}

const CHECK_URL = ` Check the URL: ${withVariable('environment.authorizationServer')}.`;

/** Such errors come with 400 (RFC 6749 section 5.2). Another status may be that of another service. */
function urlHint({ status }: UpstreamAnswer): string {
  return status === 400 || status === 200 ? '' : CHECK_URL;
}

function answerText({ status, error, errorDescription }: UpstreamAnswer): string {
  return [status, error, errorDescription && `"${errorDescription}"`].filter((part) => part !== undefined).join(' ');
}
