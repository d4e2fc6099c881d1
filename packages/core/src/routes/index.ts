/** Data about the scopes that an application's routes require: smallest sets, a manifest for reviews, OpenAPI security, a page. */
export type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
export { checkScopesManifest, writeScopesManifest } from './manifest-file.ts';
export { type ScopesManifest, scopesManifest } from './manifest.ts';
export { openApiSecurity, type OpenApiSecurity, type SecurityRequirement } from './open-api.ts';
export { routesPage } from './routes-page.ts';
export { smallestScopes } from './smallest-scopes.ts';
