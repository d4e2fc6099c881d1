/** The entry point: from options to one Linxo instance, which an application makes once and shares. */
import { type ApiClient, createApiClient } from './api/api-client.ts';
import type { Catalogue } from './endpoint/endpoint-catalogue.ts';
import type { OpenedBy } from './catalog/endpoints.ts';
import type { Scope } from './catalog/scopes.ts';
import { type LinxoOptions, parseOptions } from './options/options.ts';
import { parseDeclaredScopes } from './scope/parse-declared.ts';
import type { ScopeMask } from './scope/scope-set.ts';
import type { LinxoStats, LinxoStatus } from './token/status.ts';
import type { AccessToken } from './token/access-token.ts';
import { createTokenManager } from './token/create-token-manager.ts';
import { parseSubject, type Subject } from './subject/subject.ts';
import { SubjectTokens } from './token/subject-tokens.ts';
import type { TokenManager, TokenWanted } from './token/token-manager.ts';
import { createWidgets, type Widgets } from './widgets/widgets.ts';

/** Whose API client, and what it may reach. */
export interface ApiWanted<S extends Scope> {
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
   * An API client off the request path: for a job, a webhook handler. It fetches a token with its first call.
   *
   * @throws InvalidConfiguration when the subject or the scopes make no sense
   */
  api<const S extends Scope>(wanted: ApiWanted<S>): ApiClient<OpenedBy<S>>;
  /** @internal The same for what a guard has checked already. */
  apiFor(subject: Subject, declared: ScopeMask): ApiClient;
  /** Fetches tokens before traffic comes: what {@link TokenManager.warm} does. */
  warm(wanted: readonly TokenWanted[]): Promise<PromiseSettledResult<AccessToken>[]>;
  /** Whether tokens can be had, as far as is known without asking: for a readiness probe. */
  status(): LinxoStatus;
  /** Counts since the instance was made. */
  stats(): LinxoStats;
  /** Ends what is under way. Tokens at hand still serve; no other is fetched any more. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a Linxo instance. It sends nothing until a token is needed.
 *
 * @throws InvalidConfiguration that names every wrong option at once
 */
export function createLinxo(options: LinxoOptions): Linxo {
  const settings = parseOptions(options);
  const tokens = createTokenManager(settings);
  const { environment, catalogue, fetch, clock, timeoutMs } = settings;
  const setup = { baseUrl: environment.api, catalogue, fetch, clock, timeoutMs };

  const apiFor = (subject: Subject, declared: ScopeMask) =>
    createApiClient(setup, new SubjectTokens(tokens, subject, declared), declared);
  const close = async () => tokens.close();

  return {
    tokens,
    catalogue,
    widgets: createWidgets(settings, tokens),
    apiFor,
    api: ({ subject, scopes }) =>
      apiFor(parseSubject(subject, 'subject'), parseDeclaredScopes(scopes, 'api({ scopes })')),
    warm: (wanted) => tokens.warm(wanted),
    status: () => tokens.status,
    stats: () => tokens.stats,
    close,
    [Symbol.asyncDispose]: close,
  };
}
