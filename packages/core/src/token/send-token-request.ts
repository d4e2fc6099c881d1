/** Turns a request for a token into HTTP requests: reveals the secrets that it takes, and says what came of it. */
import { withTimeLimit } from '../async/time-limit.ts';
import type { SentFingerprints } from '../cool-down/token-cool-downs.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import { clientCredentialsGrant, type Grant, passwordGrant } from '../oauth/grant.ts';
import type { TokenEndpoint } from '../oauth/token-endpoint.ts';
import type { TokenResponse } from '../oauth/token-response.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { formatScopes } from '../scope/scope-set.ts';
import type { ClientSecret } from '../subject/client-secret.ts';
import { fingerprint } from '../subject/secret.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import { sendWithRetries } from './retrying-request.ts';

/** The settings that all token requests of a manager share. */
export interface SendTokenRequestOptions {
  readonly endpoint: TokenEndpoint;
  readonly clientSecret: ClientSecret;
  readonly provider: string;
  readonly policy: TokenPolicy;
  /** Time limit for getting a token, retries included, in milliseconds. */
  readonly timeoutMs: number;
}

/** The token response or the error, and the secrets that it was sent with. */
export type RequestOutcome = { readonly sent: SentFingerprints } & (
  | { readonly response: TokenResponse }
  | { readonly response?: undefined; readonly error: unknown }
);

/** Requests a token. It never rejects. A refused client secret is read again, and tried once more if it has changed. */
export async function sendTokenRequest(
  { endpoint, clientSecret, provider, policy, timeoutMs }: SendTokenRequestOptions,
  { owner, scopes }: TokenRequest,
  retries: number,
  signal: AbortSignal,
): Promise<RequestOutcome> {
  const sent: { -readonly [S in keyof SentFingerprints]: SentFingerprints[S] } = {};
  const send = async (grant: Grant): Promise<TokenResponse> => {
    const secret = await inTime(timeoutMs, clientSecret.current(), 'clientSecret');
    sent.clientSecret = fingerprint(secret);
    const request = { grant, scope: formatScopes(scopes), clientSecret: secret, signal };
    return sendWithRetries(endpoint, request, { retries, timeoutMs, policy });
  };
  try {
    const grant = owner.isClient
      ? clientCredentialsGrant
      : passwordGrant(owner.username, await inTime(timeoutMs, owner.revealPassword(), 'password'), provider);
    sent.password = fingerprint(grant.parameters['password'] ?? '');
    try {
      return { sent, response: await send(grant) };
    } catch (error) {
      if (!isLinxoError(error, 'ERR_CLIENT_REJECTED') || !sent.clientSecret) throw error;
      if (!(await inTime(timeoutMs, clientSecret.hasChangedSince(sent.clientSecret), 'clientSecret'))) throw error;
      return { sent, response: await send(grant) };
    }
  } catch (error) {
    return { sent, error };
  }
}

/** A function of the application's that never answers must not hold up everybody who waits for the token. */
function inTime<T>(timeoutMs: number, work: Promise<T>, name: string): Promise<T> {
  return withTimeLimit<T>(timeoutMs, work, () => {
    const message = `The application's ${name} function gave nothing within ${timeoutMs} ms.`;
    throw new AuthorizationServerUnavailable(message, { retryAfterMs: 1000 });
  });
}
