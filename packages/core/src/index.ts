/** Scopes, access tokens and API clients for applications on Linxo Connect. Adapters import from `@linxo-guard/core/adapter`. */

// The instance and its options
export { createLinxo, type ApiOptions, type Linxo } from './linxo.ts';
export type { LinxoDescription } from './options/description.ts';
export type { LinxoOptions } from './options/options.ts';
export { linxoOptionsFromEnv } from './options/from-env.ts';
export type { TokenPolicy } from './options/token-policy.ts';
export type { ClientAuthenticationMethod } from './oauth/client-authentication.ts';
export type { Environment } from './catalog/environments.ts';
export type { Clock } from './async/clock.ts';
export type { Fetch } from './http/fetch.ts';

// Tokens
export type { AccessToken } from './token/access-token.ts';
export type { TokenManager } from './token/token-manager.ts';
export type { Forgotten, GetAccessTokenOptions, TokenOptions } from './token/token-options.ts';
export type { LinxoStats, LinxoStatus } from './token/status.ts';
export type { ResourceOwner, Subject } from './subject/subject.ts';
export type { Secret } from './subject/secret.ts';

// Scopes and endpoints
export { type Scope, SCOPES, type SubjectType } from './catalog/scopes.ts';
export { type Endpoint, ENDPOINTS, type OpenedBy } from './catalog/endpoints.ts';
export { endpointsFor, scopesFor } from './endpoint/scopes-for.ts';
export type { EndpointCorrection, EndpointCorrections } from './endpoint/endpoint-catalogue.ts';

// Calling the API
export { fieldOf } from './api/field-of.ts';
export type { ApiClient } from './api/api-client.ts';
export type { CallOptions, Query } from './api/call-types.ts';
export type { ResultOf } from './api/responses.ts';
export type { Account } from './api/schemas/account.ts';
export type { Connection } from './api/schemas/connection.ts';
export type { Category, Provider } from './api/schemas/reference-data.ts';
export type { Transaction } from './api/schemas/transaction.ts';
export type { User } from './api/schemas/user.ts';

// Guards, as handlers see them
export type { LinxoAccess } from './guard/access.ts';

// Widgets
export { WIDGET_ACTIONS, type WidgetAction } from './catalog/widgets.ts';
export type { WidgetSession } from './widgets/widget-session.ts';
export type { WidgetParameters } from './widgets/widget-url.ts';
export type { Widgets, WidgetSessionOptions } from './widgets/widgets.ts';

// A token store of one's own
export { sealedStore, type SealedTokenStore } from './store/sealed-store.ts';
export type { SharedTokenStore } from './store/shared-token-store.ts';

// Errors
export type { AnyLinxoError } from './errors/any-linxo-error.ts';
export { ERROR_CODES, type ErrorCode } from './errors/error-codes.ts';
export { isLinxoError, LinxoError, type UpstreamAnswer } from './errors/linxo-error.ts';
export {
  ApiRequestRefused,
  ApiUnavailable,
  ApplicationTimeout,
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
  ScopeRejected,
  TokenRejected,
  TokenRequestRefused,
  TooManyAttempts,
  UserRequired,
} from './errors/errors.ts';

// Diagnostics
export {
  CHANNELS,
  type DisplacementEvent,
  type RefreshEvent,
  type RefusalEvent,
  type StoreFailureEvent,
  type TokenRequestEvent,
} from './diagnostics/channels.ts';
