/** Sends one token request to Linxo's token endpoint and reads the answer. Callers decide about caching and retries. */
import type { Clock } from '../async/clock.ts';
import { AuthorizationServerUnavailable, InvalidTokenResponse } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';
import { type Fetch, type HttpOutcome, send } from '../http/fetch.ts';
import { showForeignError } from '../http/redact.ts';
import {
  CLIENT_AUTHENTICATION_METHODS,
  type ClientAuthenticationByGrant,
  type ClientProof,
  suggestOtherEncoding,
} from './client-authentication.ts';
import { credentialHints } from './credential-hints.ts';
import type { Grant } from './grant.ts';
import { readTokenError } from './token-error.ts';
import type { FailedTokenRequest } from './token-failure.ts';
import { readTokenResponse, type TokenResponse } from './token-response.ts';

/** The token endpoint, and the client that is registered there. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthenticationByGrant;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The size limit of an answer, in bytes. */
  readonly tokenResponseMaxBytes: number;
  /** The longest delay that a server's `Retry-After` counts for, in milliseconds. */
  readonly maxRetryAfterMs: number;
}

/** Options of {@link requestToken}. */
export interface TokenRequestOptions {
  readonly grant: Grant;
  /** The `scope` parameter: scope names separated by spaces. */
  readonly scope: string;
  readonly clientSecret: string;
  /** The time limit of this one request, in milliseconds. */
  readonly timeoutMs: number;
  /** False if nobody waits for the token. Default: true. */
  readonly holdsProcess?: boolean;
  readonly signal?: AbortSignal;
}

/** The outcome of a token request: a token, or the reason why there is none. */
export type TokenOutcome =
  | { readonly response: TokenResponse; readonly error?: undefined }
  | (FailedTokenRequest & { readonly response?: undefined });

/**
 * Sends one token request.
 *
 * @throws the signal's reason if the signal aborts
 * @see RFC 6749 sections 4.3.2 and 4.4.2; Linxo Connect, "Authentication"
 */
export async function requestToken(endpoint: TokenEndpoint, options: TokenRequestOptions): Promise<TokenOutcome> {
  const method = endpoint.clientAuthentication[options.grant.type];
  const proof = CLIENT_AUTHENTICATION_METHODS[method](endpoint.clientId, options.clientSecret);
  const parameters = { ...options.grant.parameters, ...proof.parameters, scope: options.scope };
  const outcome = await send(endpoint.fetch, {
    method: 'POST',
    url: endpoint.url,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...proof.headers },
    body: new URLSearchParams(parameters).toString(),
    timeoutMs: options.timeoutMs,
    holdsProcess: options.holdsProcess ?? true,
    maxBytes: endpoint.tokenResponseMaxBytes,
    signal: options.signal,
  });
  return processOutcome(outcome, endpoint, options, secretsOf(options, proof));
}

function processOutcome(
  outcome: HttpOutcome,
  endpoint: TokenEndpoint,
  options: TokenRequestOptions,
  secrets: readonly string[],
): TokenOutcome {
  const { grant, scope } = options;
  const { url } = endpoint;
  switch (outcome.kind) {
    case 'timeout':
      return unavailable(`${url} did not answer within ${Math.round(options.timeoutMs)} ms`);
    case 'network':
      return unavailable(`${url} could not be reached, or broke off`, showForeignError(outcome.error, secrets));
    case 'too-large':
      return notUnderstood(`${url} answered with a body longer than ${endpoint.tokenResponseMaxBytes} bytes`);
    case 'answer': {
      const isSuccess = outcome.status >= 200 && outcome.status < 300;
      const read = isSuccess ? readTokenResponse(outcome, scope) : undefined;
      if (read?.response) return read;
      const hint = clientHints(endpoint, options);
      const { clock, maxRetryAfterMs } = endpoint;
      const nowMs = clock.now();
      const failed = readTokenError(outcome, { url, grant, scope, secrets, hint, nowMs, maxRetryAfterMs });
      if (!read || failed.failure !== 'not-understood') return failed;
      return notUnderstood(`${url} answered ${outcome.status}, but ${read.problem}`, outcome.status);
    }
  }
}

function clientHints(
  { clientAuthentication, clientId }: TokenEndpoint,
  { grant, clientSecret }: TokenRequestOptions,
): string {
  const hints = credentialHints(clientId, clientSecret).map((hint) => ` ${hint}`);
  return hints.join('') + suggestOtherEncoding(clientAuthentication[grant.type], clientId, clientSecret);
}

function unavailable(problem: string, cause?: Error): FailedTokenRequest {
  const error = new AuthorizationServerUnavailable(`The authorization server is unavailable: ${problem}.`, {
    retryAfterMs: DEFAULT_RETRY_AFTER_MS,
    cause,
  });
  return { failure: 'server-unavailable', error };
}

function notUnderstood(problem: string, status?: number): FailedTokenRequest {
  const error = new InvalidTokenResponse(`The answer is not a token response: ${problem}.`, {
    upstream: status === undefined ? undefined : { status },
    retryAfterMs: DEFAULT_RETRY_AFTER_MS,
  });
  return { failure: 'not-understood', error };
}

/** Returns the secrets of a request, the encoded `Authorization` header among them, because a server may repeat any of them in an error. */
function secretsOf({ grant, clientSecret }: TokenRequestOptions, { headers }: ClientProof): readonly string[] {
  const { username = '', password = '' } = grant.parameters;
  const credentials = Object.values(headers).map((header) => header.replace(/^Basic /, ''));
  return [clientSecret, password, username, ...credentials];
}
