/** Where each kind of failure belongs, for how long it is remembered, and what it says of the other places. */
import type { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { isLinxoError, type LinxoError } from '../errors/linxo-error.ts';
import type { CoolDown } from './cool-downs.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** The places that matter to one token, from the widest to the narrowest. */
export interface FailurePlaces {
  /** The server asked everybody to wait. */
  readonly server: string;
  /** The application itself was refused. */
  readonly client: string;
  /** One subject's credentials were refused. */
  readonly credentials: string;
  /** One token could not be had. */
  readonly token: string;
}

/** The places for one token of one subject. */
export function placesOf(key: string, flightKey: string): FailurePlaces {
  return { server: 'server', client: 'client', credentials: `credentials ${key}`, token: `token ${flightKey}` };
}

/** What a failure teaches. */
export interface Lesson {
  /** Where it is remembered. */
  readonly place: string;
  readonly coolDown: CoolDown;
  /** Places whose failures have passed: this answer would not have come otherwise. */
  readonly passed: readonly string[];
}

/** Fingerprints of the secrets that were sent. */
export interface Sent {
  readonly clientSecret?: string | undefined;
  readonly password?: string | undefined;
}

/** What a failure teaches, or `undefined` where it is not Linxo's doing and nothing is to be remembered. */
export function lessonOf(error: unknown, places: FailurePlaces, sent: Sent, policy: TokenPolicy): Lesson | undefined {
  if (!isLinxoError(error)) return undefined;
  const { server, client, credentials, token } = places;
  const backoff = { afterMs: (count: number) => backoffMs(count, policy) };
  const refusal = { afterMs: () => policy.refusalCoolDownMs };
  switch (error.code) {
    case 'ERR_CLIENT_REJECTED':
      return { place: client, coolDown: { ...backoff, refused: sent.clientSecret }, passed: [server] };
    case 'ERR_CREDENTIALS_REJECTED':
      return { place: credentials, coolDown: { ...refusal, refused: sent.password }, passed: [server, client] };
    case 'ERR_SCOPE_REJECTED':
      return { place: token, coolDown: refusal, passed: [server, client] };
    case 'ERR_INVALID_TOKEN_RESPONSE':
      return { place: token, coolDown: backoff, passed: [] };
    case 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE':
      return unavailable(error, places, backoff);
    default:
      return undefined;
  }
}

/** However long a server says: after this, one request finds out. */
const MAX_PAUSE_MS = 3600 * 1000;

/** A server that names a time speaks to all its callers; one that merely fails may do so for this token only. */
function unavailable(error: LinxoError, { server, token }: FailurePlaces, backoff: CoolDown): Lesson {
  const { isPaced, retryAfterMs } = error as AuthorizationServerUnavailable;
  if (!isPaced) return { place: token, coolDown: backoff, passed: [] };
  return { place: server, coolDown: { afterMs: () => Math.min(retryAfterMs, MAX_PAUSE_MS) }, passed: [] };
}

/** Doubles from `backoffMinMs` to `backoffMaxMs`, jittered downwards by up to a fifth. */
export function backoffMs(count: number, { backoffMinMs, backoffMaxMs }: TokenPolicy): number {
  return Math.min(backoffMaxMs, backoffMinMs * 2 ** (count - 1)) * (1 - Math.random() / 5);
}
