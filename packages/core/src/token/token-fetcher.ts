/** Fetches a token for a subject: finds the secret and the password that it takes, and sends the token request. */
import type { Clock } from '../clock.ts';
import { InvalidConfiguration } from '../errors.ts';
import { clientCredentialsGrant, type Grant, passwordGrant } from '../oauth/grant.ts';
import { requestToken, type TokenEndpoint } from '../oauth/token-endpoint.ts';
import { formatScopes, type ScopeMask } from '../scope/scope-set.ts';
import { ManagedToken } from './access-token.ts';
import type { TokenPolicy } from './policy.ts';
import type { Subject } from './subject.ts';

/** A string, or a function that gives it when it is needed. */
export type Secret = string | (() => string | Promise<string>);

/** What fetching takes. */
export interface FetcherSetup {
  readonly endpoint: TokenEndpoint;
  readonly clientSecret: Secret;
  readonly provider: string;
  readonly clock: Clock;
  readonly policy: TokenPolicy;
  /** Time limit of a whole fetch, in milliseconds. */
  readonly timeoutMs: number;
}

/** A fetched token, and whether its lifetime is known: where it is not, the token serves once and is not kept. */
export interface FetchedToken {
  readonly token: ManagedToken;
  readonly isKeepable: boolean;
}

/** Fetches tokens, one token request each. */
export class TokenFetcher {
  readonly #setup: FetcherSetup;

  constructor(setup: FetcherSetup) {
    this.#setup = setup;
  }

  /**
   * Fetches a token.
   *
   * @param key the key that the token will be kept under
   * @param requested the scopes to ask for, literally
   * @param signal ends the token request
   * @throws LinxoError when none was given; what a secret's or a password's function throws, as it is
   */
  async fetch(subject: Subject, key: string, requested: ScopeMask, signal: AbortSignal): Promise<FetchedToken> {
    const { endpoint, clientSecret, clock, policy, timeoutMs } = this.#setup;
    signal.throwIfAborted();
    const response = await requestToken(endpoint, {
      grant: await this.#grantFor(subject),
      scope: formatScopes(requested),
      clientSecret: await reveal(clientSecret, 'clientSecret'),
      timeoutMs: Math.min(policy.attemptTimeoutMs, timeoutMs),
      signal,
    });
    const { accessToken: value, granted, lifetimeMs } = response;
    const token = new ManagedToken({ key, value, requested, granted, lifetimeMs: lifetimeMs ?? 0 }, clock);
    return { token, isKeepable: lifetimeMs !== undefined };
  }

  async #grantFor(subject: Subject): Promise<Grant> {
    if (subject === 'client') return clientCredentialsGrant;
    return passwordGrant(subject.username, await reveal(subject.password, 'password'), this.#setup.provider);
  }
}

async function reveal(secret: Secret, name: string): Promise<string> {
  if (typeof secret === 'string') return secret;
  const revealed: unknown = await secret();
  if (typeof revealed === 'string' && revealed !== '') return revealed;
  throw new InvalidConfiguration([`${name} is a function that did not give a non-empty string.`]);
}
