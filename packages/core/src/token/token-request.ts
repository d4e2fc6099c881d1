/** Turns an order for a token into token requests: finds the secrets that it takes, and tells what came of it. */
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import { clientCredentialsGrant, type Grant, passwordGrant } from '../oauth/grant.ts';
import type { TokenEndpoint } from '../oauth/token-endpoint.ts';
import type { TokenResponse } from '../oauth/token-response.ts';
import { formatScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { Ageing } from './access-token.ts';
import type { ClientSecret } from '../subject/client-secret.ts';
import type { Sent } from '../cool-down/cool-down-rules.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { requestTokenPatiently } from './retrying-request.ts';
import { fingerprint, revealSecret } from '../subject/secret.ts';
import { isClient, type Subject } from '../subject/subject.ts';
import { subjectKey, usernameOf } from '../subject/token-owner.ts';

/** Which token is to be fetched. */
export interface TokenOrder {
  readonly subject: Subject;
  /** The print of the subject's password. */
  readonly print: string;
  /** The scopes to ask for, literally. */
  readonly asked: ScopeMask;
}

/** The key of an order's subject. */
export function keyOf({ subject, print }: TokenOrder): string {
  return subjectKey(usernameOf(subject), print);
}

/** The key of an order's flight. The mask comes first: it has no spaces, so the two parts cannot be mistaken. */
export function flightKey(order: TokenOrder): string {
  return `${order.asked} ${keyOf(order)}`;
}

/** What requesting takes. */
export interface RequesterSetup {
  readonly endpoint: TokenEndpoint;
  readonly clientSecret: ClientSecret;
  readonly provider: string;
  readonly policy: TokenPolicy;
  readonly ageing: Ageing;
  /** Time limit for having a token, retries included, in milliseconds. */
  readonly timeoutMs: number;
}

/** What came of an order, and which secrets it was tried with. */
export type Outcome = { readonly sent: Sent } & (
  | { readonly response: TokenResponse }
  | { readonly response?: undefined; readonly error: unknown }
);

/** Requests a token for an order. It never rejects. */
export async function requestFor(
  { endpoint, clientSecret, provider, policy, timeoutMs }: RequesterSetup,
  { subject, asked }: TokenOrder,
  retries: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const sent: { -readonly [S in keyof Sent]: Sent[S] } = {};
  const request = async (grant: Grant): Promise<TokenResponse> => {
    const secret = await within(timeoutMs, clientSecret.current(), 'clientSecret');
    sent.clientSecret = fingerprint(secret);
    const scope = formatScopes(asked);
    return requestTokenPatiently(
      endpoint,
      { grant, scope, clientSecret: secret, signal },
      { retries, timeoutMs, policy },
    );
  };
  try {
    const password = isClient(subject)
      ? ''
      : await within(timeoutMs, revealSecret(subject.password, 'password'), 'password');
    sent.password = fingerprint(password);
    const grant = isClient(subject) ? clientCredentialsGrant : passwordGrant(subject.username, password, provider);
    try {
      return { sent, response: await request(grant) };
    } catch (error) {
      if (!isLinxoError(error, 'ERR_CLIENT_REJECTED') || !sent.clientSecret) throw error;
      if (!(await within(timeoutMs, clientSecret.hasChangedSince(sent.clientSecret), 'clientSecret'))) throw error;
      return { sent, response: await request(grant) };
    }
  } catch (error) {
    return { sent, error };
  }
}

/** A function of the application's that never answers must not hold up everybody who waits for the token. */
async function within<T>(timeoutMs: number, work: Promise<T>, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The application's ${name} function gave nothing within ${timeoutMs} ms.`;
      reject(new AuthorizationServerUnavailable(message, { retryAfterMs: 1000 }));
    }, timeoutMs).unref();
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
