/** Sends one token request to Linxo's token endpoint and reads the answer. Callers decide about caching and retries. */
import type { Clock } from '../async/clock.ts';
import { AuthorizationServerUnavailable, DEFAULT_RETRY_AFTER_MS, InvalidTokenResponse } from '../errors/errors.ts';
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

/** The token endpoint, and the client that is registered there. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthenticationByGrant;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The size limit of an answer, in bytes. */
  readonly maxResponseBytes: number;
}

/** A request to the token endpoint. */
export interface TokenRequest {
  readonly grant: Grant;
  /** The `scope` parameter: scope names separated by spaces. */
  readonly scope: string;
  readonly clientSecret: string;
  /** The time limit of this one request, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one token request.
 *
 * @throws LinxoError whose class tells who is at fault; see the table in `docs/errors.md`
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
      throw unavailable(`did not answer within ${request.timeoutMs} ms`);
    case 'network':
      throw unavailable('could not be reached, or broke off', showForeignError(outcome.error, secrets));
    case 'too-large':
      throw new InvalidTokenResponse(`The token endpoint's answer is longer than ${endpoint.maxResponseBytes} bytes.`);
    case 'answer': {
      if (outcome.status >= 200 && outcome.status < 300) return readTokenResponse(outcome, scope);
      const hint = suggestOtherEncoding(endpoint.clientAuthentication[grant.type], endpoint.clientId, clientSecret);
      throw readTokenError(outcome, { grant, scope, secrets, hint, nowMs: endpoint.clock.now() });
    }
  }
}

function unavailable(what: string, cause?: Error): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(`The authorization server ${what}.`, {
    retryAfterMs: DEFAULT_RETRY_AFTER_MS,
    cause,
  });
}

/** Returns the secrets of a request, the encoded `Authorization` header among them, because a server may repeat any of them in an error. */
function secretsOf({ grant, clientSecret }: TokenRequest, { headers }: ClientProof): readonly string[] {
  const { username = '', password = '' } = grant.parameters;
  const credentials = Object.values(headers).map((header) => header.replace(/^Basic /, ''));
  return [clientSecret, password, username, ...credentials];
}
