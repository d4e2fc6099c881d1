/** Data about the scopes that an application's routes require: smallest sets, a manifest for reviews, OpenAPI security, a page. */
export type { RequiredScopes, RouteDescription, ScopeAlternatives, UncertainGuard } from './describe-route.ts';
export { checkScopesManifest, writeScopesManifest } from './manifest-file.ts';
export { type ManifestEntry, type ManifestScopes, type ScopesManifest, scopesManifest } from './manifest.ts';
export type { OpenApiDocument } from './open-api-document.ts';
export type { OpenApiSecurity, SecurityRequirement } from './open-api-types.ts';
export { type OpenApiOptions, openApiSecurity } from './open-api.ts';
export type { RouteObservation } from './observe-routes.ts';
export { routesPage } from './routes-page.ts';
export { smallestScopes } from './smallest-scopes.ts';
