/** Koa middleware for Linxo Connect. */
export { linxo } from './linxo.ts';
export { problemDetails } from './problem-details.ts';
export { requireAnyScope, requireEndpoint, requireScope } from './require-scope.ts';
export type { GuardMiddleware, LinxoState } from './state.ts';
