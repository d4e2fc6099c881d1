/** Koa middleware for Linxo Connect. */
export { describeRoutes } from './describe-routes.ts';
export { linxo } from './linxo.ts';
export { observeRoutes } from './observe-routes.ts';
export { problemDetails } from './problem-details.ts';
export { requireAnyScope, requireEndpoint, requireScope } from './require-scope.ts';
export type { GuardMiddleware, LinxoState } from './state.ts';
