/** One token request to Linxo's token endpoint, and what came of it. Whether to ask, and to ask again, is decided elsewhere. */
import type { Clock } from '../async/clock.ts';
import { AuthorizationServerUnavailable, InvalidTokenResponse } from '../errors/errors.ts';
import { type Fetch, type HttpOutcome, send } from '../http/fetch.ts';
import { showForeignError } from '../http/redact.ts';
import {
  CLIENT_AUTHENTICATION_METHODS,
  type ClientAuthenticationByGrant,
  type ClientProof,
  suggestOtherEncoding,
} from './client-authentication.ts';
import type { Grant } from './grant.ts';
import { readTokenError } from './token-error.ts';
import { readTokenResponse, type TokenResponse } from './token-response.ts';

/** The token endpoint and the client that is known there. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthenticationByGrant;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** A longer body is cut off, in bytes. */
  readonly maxResponseBytes: number;
}

/** What is asked of the token endpoint. */
export interface TokenRequest {
  readonly grant: Grant;
  /** The `scope` parameter: scope names separated by spaces. */
  readonly scope: string;
  readonly clientSecret: string;
  /** Time limit of this one attempt, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const RETRY_AFTER_SILENCE_MS = 1000;

/**
 * Sends one token request.
 *
 * @throws LinxoError of the kind that tells who is at fault; see the table in `docs/errors.md`
 * @see RFC 6749 sections 4.3.2 and 4.4.2; Linxo Connect, "Authentication"
 */
export async function requestToken(endpoint: TokenEndpoint, request: TokenRequest): Promise<TokenResponse> {
  const method = endpoint.clientAuthentication[request.grant.type];
  const proof = CLIENT_AUTHENTICATION_METHODS[method](endpoint.clientId, request.clientSecret);
  const parameters = { ...request.grant.parameters, ...proof.parameters, scope: request.scope };
  const outcome = await send(endpoint.fetch, {
    method: 'POST',
    url: endpoint.url,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...proof.headers },
    body: new URLSearchParams(parameters).toString(),
    timeoutMs: request.timeoutMs,
    maxBytes: endpoint.maxResponseBytes,
    signal: request.signal,
  });
  return processOutcome(outcome, endpoint, request, secretsOf(request, proof));
}

function processOutcome(
  outcome: HttpOutcome,
  endpoint: TokenEndpoint,
  request: TokenRequest,
  secrets: readonly string[],
): TokenResponse {
  const { grant, scope, clientSecret } = request;
  switch (outcome.kind) {
    case 'timeout':
      throw silence(`did not answer within ${request.timeoutMs} ms`);
    case 'network':
      throw silence('could not be reached, or broke off', showForeignError(outcome.error, secrets));
    case 'too-large':
      throw new InvalidTokenResponse(`The token endpoint's answer is longer than ${endpoint.maxResponseBytes} bytes.`);
    case 'answer': {
      if (outcome.status >= 200 && outcome.status < 300) return readTokenResponse(outcome, scope);
      const hint = suggestOtherEncoding(endpoint.clientAuthentication[grant.type], endpoint.clientId, clientSecret);
      throw readTokenError(outcome, { grant, scope, secrets, hint, nowMs: endpoint.clock.now() });
    }
  }
}

function silence(what: string, cause?: Error): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(`The authorization server ${what}.`, {
    retryAfterMs: RETRY_AFTER_SILENCE_MS,
    cause,
  });
}

/** The secrets, and the header that they were made into: a server that repeats it in its error gives them away as well. */
function secretsOf({ grant, clientSecret }: TokenRequest, { headers }: ClientProof): readonly string[] {
  const { username = '', password = '' } = grant.parameters;
  const credentials = Object.values(headers).map((header) => header.replace(/^Basic /, ''));
  return [clientSecret, password, username, ...credentials];
}
