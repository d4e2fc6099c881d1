/** Scopes, access tokens and guards for Linxo Connect. */
export type { ApiClient } from './api/api-client.ts';
export type { CallOptions, NeedsScope, Query, QueryValue, UntypedOptions } from './api/call-types.ts';
export type { ResultOf } from './api/responses.ts';
export type { Account } from './api/schemas/account.ts';
export type { Connection } from './api/schemas/connection.ts';
export type { Category, Provider } from './api/schemas/reference-data.ts';
export type { Transaction } from './api/schemas/transaction.ts';
export type { User } from './api/schemas/user.ts';
export {
  type Catalogue,
  type CatalogueEntry,
  createCatalogue,
  type EndpointCorrection,
  type EndpointCorrections,
  type EndpointName,
} from './endpoint/endpoint-catalogue.ts';
export {
  type Confidence,
  type Endpoint,
  ENDPOINTS,
  type Method,
  type OpenedBy,
  type PathOf,
} from './catalog/endpoints.ts';
export { type Environment, type EnvironmentName, ENVIRONMENTS } from './catalog/environments.ts';
export { type SubjectType, type Scope, type ScopeOfSubject, type ScopeClosure, SCOPES } from './catalog/scopes.ts';
export { WIDGET_ACTIONS, type WidgetAction } from './catalog/widgets.ts';
export type { Clock } from './async/clock.ts';
export {
  CHANNELS,
  type RefreshEvent,
  type RefusalEvent,
  type StoreFailureEvent,
  type TokenRequestEvent,
} from './diagnostics/channels.ts';
export { ERROR_CODES, type ErrorCode } from './errors/error-codes.ts';
export {
  ApiRequestRefused,
  ApiUnavailable,
  AuthorizationServerUnavailable,
  ClientRejected,
  Closed,
  CredentialsRejected,
  EndpointNotPermitted,
  InsufficientScope,
  InvalidApiResponse,
  InvalidConfiguration,
  InvalidRequest,
  InvalidTokenResponse,
  MiddlewareMissing,
  type Outage,
  ScopeRejected,
  type ScopeShortfall,
  TokenRejected,
  UserRequired,
} from './errors/errors.ts';
export type { LinxoAccess } from './guard/access.ts';
export type {
  CheckedEndpoints,
  CheckedScopes,
  Declared,
  DeclaredScopes,
  Guarded,
  GuardOptions,
  HandlerNeeds,
  OpenedByAny,
  ScopesFor,
  ScopesOfDifferentSubjects,
} from './guard/declaration.ts';
export { createGuard, type Decision, type Guard, isDecided, type Refused } from './guard/guard.ts';
export { createMount, leaveMount, type Mount, type MountOptions, type UserFound } from './guard/mount.ts';
export { problemAnswer, type ProblemAnswer, type ProblemDetails } from './guard/problem.ts';
export type { Declaration, Requirement } from './guard/requirement.ts';
export { type Tag, tagged } from './guard/route-metadata.ts';
export type { Fetch } from './http/fetch.ts';
export { type ErrorDetails, isLinxoError, LinxoError, type UpstreamAnswer } from './errors/linxo-error.ts';
export { type ApiWanted, createLinxo, type Linxo } from './linxo.ts';
export type { ClientAuthenticationByGrant, ClientAuthenticationMethod } from './oauth/client-authentication.ts';
export type { LinxoOptions } from './options/options.ts';
export { linxoOptionsFromEnv } from './options/from-env.ts';
export {
  describeRoute,
  type MountedRoute,
  type RouteDescription,
  type ScopeAlternatives,
} from './routes/describe-route.ts';
export { answersMethod, routeMethods } from './routes/route-methods.ts';
export { joinPaths, requestPathOf } from './routes/route-path.ts';
export { expandScopes } from './scope/scope-set.ts';
export { endpointsFor, scopesFor } from './endpoint/scopes-for.ts';
export type { LinxoStats, LinxoStatus } from './token/status.ts';
export type { AccessToken } from './token/access-token.ts';
export { POLICY_NUMBERS, type TokenPolicy } from './options/token-policy.ts';
export type { ResourceOwner, Subject } from './subject/subject.ts';
export type { Secret } from './subject/secret.ts';
export type { TokenCall, TokenManager, TokenWanted } from './token/token-manager.ts';
export type { Awaitable, SharedTokenStore, TokenLock, TokenRecord, TokenStore } from './store/token-store.ts';
export type { WidgetParameters } from './widgets/widget-url.ts';
export type { Widgets, WidgetSession, WidgetSessionWanted } from './widgets/widgets.ts';
