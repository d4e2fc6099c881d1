/** Sends a request that needs an access token, and sends it once more with a new token if the first is refused. */
import { TokenRejected } from '../errors/errors.ts';
import type { HttpOutcome } from '../http/fetch.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import type { TokenManager } from '../token/token-manager.ts';

/** The outcome of the last request, and the values of the tokens that were sent. */
export interface SentWithToken {
  readonly outcome: HttpOutcome;
  readonly tokens: readonly string[];
}

/**
 * Sends with the current token and, after a 401, with the token that renews it. A second 401, or a 401 while the authorization
 * server has no other token to give, is the outcome.
 *
 * @throws TokenRejected before anything is sent, if the token cannot be sent; LinxoError when no token could be had
 */
export async function sendWithToken(
  manager: TokenManager,
  { owner, scopes }: TokenRequest,
  signal: AbortSignal | undefined,
  send: (token: string) => Promise<HttpOutcome>,
): Promise<SentWithToken> {
  const token = await manager.get(owner, scopes, signal);
  const outcome = await send(sendable(token.value));
  if (outcome.kind !== 'answer' || outcome.status !== 401) return { outcome, tokens: [token.value] };
  const renewed = await manager.renew(token, owner, scopes, signal);
  if (renewed.value === token.value) return { outcome, tokens: [token.value] };
  return { outcome: await send(sendable(renewed.value)), tokens: [token.value, renewed.value] };
}

/** Fails closed: a request without a token is never sent, nor one that would break out of its header. */
function sendable(token: unknown): string {
  // A regular expression would take undefined for the word "undefined".
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new TokenRejected('There is no access token to send.');
  return token;
}
