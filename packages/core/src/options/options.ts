/** The options of `createLinxo`. They are checked before anything starts, and one error lists every wrong option. */
import { createCatalogue, type Catalogue, type EndpointCorrections } from '../endpoint/endpoint-catalogue.ts';
import { type Environment, type EnvironmentName, ENVIRONMENTS, tokenEndpointOf } from '../catalog/environments.ts';
import { withVariable } from '../catalog/variables.ts';
import { type Clock, systemClock } from '../async/clock.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { Fetch } from '../http/fetch.ts';
import {
  type ClientAuthenticationByGrant,
  type ClientAuthenticationMethod,
  DEFAULT_CLIENT_AUTHENTICATION,
} from '../oauth/client-authentication.ts';
import { mistakenOptions } from './mistaken-options.ts';
import { OPTIONS, optionProblems } from './schema.ts';
import { DEFAULT_POLICY, type TokenPolicy } from './token-policy.ts';
import type { SealedTokenStore } from '../store/sealed-store.ts';
import type { Secret } from '../subject/secret.ts';

/** The options of {@link createLinxo}. */
export interface LinxoOptions {
  /**
   * The name of a shared environment, or the base URLs of a dedicated one. `http:` is allowed for loopback hosts and for
   * `insecureHosts` only.
   */
  readonly environment: EnvironmentName | Environment;
  /** The client identifier that Linxo issued to the application. */
  readonly clientId: string;
  /** The client secret, or a function that returns it and may be async. The function is called again after a secret was refused. */
  readonly clientSecret: Secret;
  /** The `provider` parameter of the password grant. Default: `'connect'`, as Linxo documents. */
  readonly provider?: string;
  /**
   * The method of client authentication: one for both grants, or one for each. Default, as Linxo documents:
   * `client_secret_basic_raw` for client credentials and `client_secret_post` for the password grant.
   */
  readonly clientAuthentication?: ClientAuthenticationMethod | Partial<ClientAuthenticationByGrant>;
  /**
   * The hosts that may be reached by `http:`, for containers of a test set-up: names without a dot, names that end with `.internal`,
   * `.local` or `.test`, and private addresses. They are refused beside a URL of Linxo's production. Default: none.
   */
  readonly insecureHosts?: readonly string[];
  /** Corrections that add, change or (with `null`) remove endpoints of the catalogue. Default: none. */
  readonly endpoints?: EndpointCorrections;
  /**
   * A token store that several processes share, such as `redisTokenStore(client, …)` of `@linxo-guard/core/redis`. One process
   * then fetches a token for all of them. Default: none. Each process caches its tokens in memory either way.
   */
  readonly store?: SealedTokenStore;
  /** The function that sends HTTP requests. Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** The time limit for getting a token, retries included, and for an API call, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
  /** The numbers of the token policy. Each has a default in {@link POLICY_NUMBERS}. */
  readonly policy?: Partial<TokenPolicy>;
  /** The clocks that measure lifetimes. Default: the machine's clocks. */
  readonly clock?: Clock;
}

/** The checked options with every default filled in. */
export interface Settings {
  readonly environment: Environment;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly provider: string;
  readonly clientAuthentication: ClientAuthenticationByGrant;
  readonly catalogue: Catalogue;
  readonly store: SealedTokenStore | undefined;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly policy: TokenPolicy;
  readonly clock: Clock;
}

const asWritten = (option: string) => option;

/**
 * Checks options and fills in the defaults.
 *
 * @throws InvalidConfiguration that lists every wrong option and shows no secret
 */
export function parseOptions(options: LinxoOptions): Settings {
  const mistaken = mistakenOptions(options);
  if (mistaken) throw new InvalidConfiguration([mistaken]);
  const parsed = OPTIONS.safeParse(options);
  const problems = [...optionProblems(OPTIONS, options, asWritten)];
  const catalogue = attempt(() => createCatalogue(options.endpoints ?? {}), problems);
  const clientAuthentication = authenticationByGrant(options.clientAuthentication);
  if (usesRawBasic(clientAuthentication) && typeof options.clientId === 'string' && options.clientId.includes(':')) {
    problems.push(
      'clientId has a colon, which raw Basic credentials cannot carry: write nothing but the identifier in ' +
        `${withVariable('clientId')}, or use clientAuthentication: 'client_secret_basic'.`,
    );
  }
  if (!parsed.success || !catalogue || problems.length > 0) throw new InvalidConfiguration(problems);

  const { environment: named, policy, clock = systemClock, fetch, ...others } = parsed.data;
  const environment = (typeof named === 'string' ? ENVIRONMENTS[named] : named) as Environment;
  return {
    environment,
    tokenEndpoint: tokenEndpointOf(environment),
    clientId: others.clientId,
    clientSecret: others.clientSecret,
    provider: others.provider,
    timeoutMs: others.timeoutMs,
    clientAuthentication,
    catalogue,
    store: others.store,
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    policy: { ...DEFAULT_POLICY, ...policy },
    clock,
  };
}

function authenticationByGrant(option: LinxoOptions['clientAuthentication']): ClientAuthenticationByGrant {
  if (typeof option === 'string') return { client_credentials: option, password: option };
  return { ...DEFAULT_CLIENT_AUTHENTICATION, ...option };
}

function usesRawBasic(byGrant: ClientAuthenticationByGrant): boolean {
  return Object.values(byGrant).includes('client_secret_basic_raw');
}

function attempt<T>(work: () => T, problems: string[]): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
