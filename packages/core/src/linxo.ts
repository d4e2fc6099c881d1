/** The entry point: from options to one Linxo instance, which an application makes once and shares. */
import { type ApiClient, createApiClient } from './api/api-client.ts';
import { Ending } from './async/ending.ts';
import type { OpenedBy } from './catalog/endpoints.ts';
import type { Scope } from './catalog/scopes.ts';
import { Closed, InvalidConfiguration } from './errors/errors.ts';
import type { Catalogue } from './endpoint/endpoint-catalogue.ts';
import { describeSettings, type LinxoDescription } from './options/description.ts';
import { type LinxoOptions, parseOptions } from './options/options.ts';
import { parseDeclaredScopes } from './scope/parse-declared.ts';
import { requireOptions } from './subject/require-options.ts';
import type { Subject } from './subject/subject.ts';
import { parseSubject } from './subject/token-owner.ts';
import type { TokenRequest } from './subject/token-request.ts';
import type { AccessToken } from './token/access-token.ts';
import { createTokenManager } from './token/create-token-manager.ts';
import type { LinxoStats, LinxoStatus } from './token/status.ts';
import type { TokenManager } from './token/token-manager.ts';
import type { TokenOptions } from './token/token-options.ts';
import { createWidgets, type Widgets } from './widgets/widgets.ts';

/** Options of {@link Linxo.api}. */
export interface ApiOptions<S extends Scope> {
  /** Whose token: `'client'`, or a resource owner's credentials. */
  readonly subject: Subject;
  /** The scopes to ask for; the client reaches the endpoints that they open. At least one. */
  readonly scopes: readonly S[];
}

/** Linxo Connect for one application: its tokens, its API clients, its widgets. */
export interface Linxo {
  /** The tokens of the application and of its users. */
  readonly tokens: TokenManager;
  /** The endpoint catalogue, with the application's corrections. */
  readonly catalogue: Catalogue;
  /** Sessions of Linxo's widgets. */
  readonly widgets: Widgets;
  /**
   * Returns an API client for use off the request path: in a job, a webhook handler. It fetches a token with its first call.
   *
   * @throws InvalidConfiguration when the subject or the scopes make no sense
   * @example
   * ```ts
   * const api = connect.api({ subject: { username, password }, scopes: ['transactions_read'] });
   * const transactions = await api.get('/transactions', { query: { account_id: '42' } });
   * ```
   */
  api<const S extends Scope>(options: ApiOptions<S>): ApiClient<OpenedBy<S>>;
  /** @internal Returns the API client for what a guard has checked already. */
  apiFor(declared: TokenRequest): ApiClient;
  /**
   * Fetches tokens before traffic comes. Failures are reported, not thrown: an application starts although Linxo is down.
   *
   * @returns one entry for each token: the token, or why there is none
   * @throws InvalidConfiguration when it is not given a list
   * @example
   * ```ts
   * await connect.warm([{ subject: 'client', scopes: ['users_create'] }]);
   * ```
   */
  warm(tokens: readonly TokenOptions[]): Promise<PromiseSettledResult<AccessToken>[]>;
  /**
   * Describes what this instance is connected to, without asking anybody: to print when the application starts. It holds no secret.
   *
   * @example
   * ```ts
   * console.log(String(connect.describe()));
   * ```
   */
  describe(): LinxoDescription;
  /** Says whether tokens can be had, as far as is known without asking: for a readiness probe. */
  status(): LinxoStatus;
  /** Returns counts since the instance was made. */
  stats(): LinxoStats;
  /** Ends what is under way. Cached tokens still serve; no other is fetched any more. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a Linxo instance. It sends nothing until a token is needed.
 *
 * @throws InvalidConfiguration that names every wrong option at once
 * @example
 * ```ts
 * const connect = createLinxo(linxoOptionsFromEnv(process.env));
 * ```
 */
export function createLinxo(options: LinxoOptions): Linxo {
  const settings = parseOptions(options);
  const tokens = createTokenManager(settings);
  const { environment, catalogue, fetch, clock, timeoutMs, policy } = settings;
  const maxBytes = policy.apiResponseMaxBytes;
  const ending = new Ending();
  const clientOptions = { tokens, baseUrl: environment.api, catalogue, fetch, clock, timeoutMs, maxBytes, ending };
  const apiFor = (declared: TokenRequest) => createApiClient(clientOptions, declared);
  const close = async () => {
    tokens.close();
    ending.end(new Closed());
  };

  return {
    tokens,
    catalogue,
    widgets: createWidgets(settings, tokens, ending),
    apiFor,
    api(apiOptions) {
      const { subject, scopes } = requireOptions(apiOptions, 'api');
      return apiFor({
        owner: parseSubject(subject, 'subject'),
        scopes: parseDeclaredScopes(scopes, 'api({ scopes })'),
      });
    },
    async warm(wanted) {
      if (!Array.isArray(wanted))
        throw new InvalidConfiguration(['warm() takes a list of tokens: write warm([{ subject, scopes }]).']);
      return Promise.allSettled(wanted.map((one: TokenOptions) => tokens.getAccessToken(one)));
    },
    describe: () => describeSettings(settings),
    status: () => tokens.status,
    stats: () => tokens.stats,
    close,
    [Symbol.asyncDispose]: close,
  };
}
