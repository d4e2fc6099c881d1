/** Turns a request for a token into HTTP requests: reveals the secrets that it takes, and says what came of it. */
import type { Deadline } from '../async/deadline.ts';
import type { Timeline } from '../async/timeline.ts';
import type { SentFingerprints } from '../cool-down/token-cool-downs.ts';
import { clientCredentialsGrant, type Grant, passwordGrant } from '../oauth/grant.ts';
import type { TokenEndpoint } from '../oauth/token-endpoint.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { formatScopes } from '../scope/scope-set.ts';
import type { ClientSecret, ReadSecret } from '../subject/client-secret.ts';
import { fingerprint } from '../subject/secret.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import type { PasswordReader } from './password-reader.ts';
import { sendWithRetries, type SentRequest } from './retrying-request.ts';

/** The settings that all token requests of a manager share. */
export interface SendTokenRequestOptions {
  readonly endpoint: TokenEndpoint;
  readonly clientSecret: ClientSecret;
  readonly passwords: PasswordReader;
  readonly provider: string;
  readonly policy: TokenPolicy;
  /** The time in which lifetimes are counted. */
  readonly timeline: Timeline;
}

/** Limits of one request. */
export interface RequestLimits {
  readonly deadline: Deadline;
  /** Is called when all secrets are there and the request is about to be sent. May throw. */
  readonly onSend: () => void;
  /** Returns true while the request may be sent again after a failure that passes. */
  readonly mayRetry: (attempt: number) => boolean;
}

/** The outcome of a request, and the secrets that it was sent with. */
export type SentTokenRequest = SentRequest & {
  readonly sent: SentFingerprints;
  /** The error with which asking the application for another secret failed. The refusal stands all the same. */
  readonly rereadError?: Error;
};

/**
 * Sends a request for a token. The password is asked for where it is not known yet. A refused client secret is read again, and tried
 * once more if it has changed.
 *
 * @throws ApplicationTimeout, and what the application's functions throw; the closing signal's reason
 */
export async function sendTokenRequest(
  options: SendTokenRequestOptions,
  { owner, scopes, password: known }: TokenRequest & { readonly password: string | undefined },
  limits: RequestLimits,
): Promise<SentTokenRequest> {
  const { clientSecret, provider } = options;
  const { deadline, onSend } = limits;
  const password = known ?? (await options.passwords.read(owner, deadline));
  const grant = owner.isClient ? clientCredentialsGrant : passwordGrant(owner.username, password, provider);
  const scope = formatScopes(scopes);

  const secret = await clientSecret.current(deadline);
  onSend();
  const first = await sendOnce(options, { grant, scope, secret }, limits);
  if (first.response || first.failure !== 'client-refused') return first;
  let other: ReadSecret | undefined;
  try {
    other = await clientSecret.otherThan(secret, deadline);
  } catch (error) {
    return { ...first, rereadError: error as Error };
  }
  return other ? sendOnce(options, { grant, scope, secret: other }, limits) : first;
}

interface Sending {
  readonly grant: Grant;
  readonly scope: string;
  readonly secret: ReadSecret;
}

async function sendOnce(
  { endpoint, policy, timeline }: SendTokenRequestOptions,
  { grant, scope, secret }: Sending,
  limits: RequestLimits,
): Promise<SentTokenRequest> {
  const request = { grant, scope, clientSecret: secret.value };
  const outcome = await sendWithRetries(endpoint, request, { ...limits, policy, timeline });
  return { ...outcome, sent: { clientSecret: secret.fingerprint, ...sentOf(grant) } };
}

function sentOf({ parameters }: Grant): SentFingerprints {
  return { password: fingerprint(parameters['password'] ?? '') };
}
