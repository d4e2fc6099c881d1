/** Sends what needs an access token, and sends it once more with a new one where the first is refused. */
import { TokenRejected } from '../errors/errors.ts';
import type { HttpOutcome } from '../http/fetch.ts';
import type { TokenSource } from '../token/token-source.ts';

/** What came of it, and the values of the tokens that were sent. */
export interface SentWithToken {
  readonly outcome: HttpOutcome;
  readonly tokens: readonly string[];
}

/**
 * The outcome of `send` with the current token; after a 401, of `send` with the token that replaces it. A second 401, or a
 * 401 where the authorization server has no other token to give, is the outcome.
 *
 * @throws TokenRejected before anything is sent, when the token is none; what the token source and `send` throw
 */
export async function sendWithToken(
  source: TokenSource,
  signal: AbortSignal | undefined,
  send: (token: string) => Promise<HttpOutcome>,
): Promise<SentWithToken> {
  const token = await source.current(signal);
  const outcome = await send(sendable(token.value));
  if (outcome.kind !== 'answer' || outcome.status !== 401) return { outcome, tokens: [token.value] };
  const other = await source.replace(token, signal);
  if (other.value === token.value) return { outcome, tokens: [token.value] };
  return { outcome: await send(sendable(other.value)), tokens: [token.value, other.value] };
}

/** Fails closed: a request without a token is never sent, nor one that would break out of its header. */
function sendable(token: unknown): string {
  // A pattern takes undefined for the word "undefined".
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new TokenRejected('There is no access token to send.');
  return token;
}
