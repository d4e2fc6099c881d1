/** An application of 60 routes for the page: everything that a description can say occurs in it. */
import KoaRouter from '@koa/router';
import { createLinxo } from '@linxo-guard/core';
import type { RouteDescription } from '@linxo-guard/core/routes';
import { describeRoutes, linxo, requireAnyScope, requireEndpoint, requireScope } from '@linxo-guard/koa';
import Koa, { type Middleware } from 'koa';

const GUARDS = [
  ['accounts', requireScope('accounts_read')],
  ['budgets', requireScope('transactions_read')],
  ['connections', requireScope('connections_manage')],
  ['exports', requireAnyScope('accounts_manage', 'transactions_read')],
  ['profile', requireScope('profile', 'accounts_read')],
  ['reports', requireEndpoint('GET /transactions')],
  ['synchronizations', requireScope('connections_sync')],
  ['customers', requireScope('users_create')],
] as unknown as readonly (readonly [string, Middleware])[];

const handler: Middleware = () => undefined;

export function manyRoutes(): readonly RouteDescription[] {
  const connect = createLinxo({ environment: 'sandbox', clientId: 'client', clientSecret: 'secret' });
  const router = new KoaRouter();
  for (const [name, guard] of GUARDS) {
    router.get(`/${name}`, guard, handler);
    router.post(`/${name}`, guard, handler);
    router.get(`/${name}/:id`, guard, handler);
    router.put(`/${name}/:id`, guard, handler);
    router.delete(`/${name}/:id`, guard, handler);
    router.get(`/${name}/:id/history`, guard, handler);
    router.get(`/${name}/:id/attachments/:attachmentId{/:format}`, guard, handler);
  }
  // The guard of a router with a prefix is compiled with case.
  const admin = new KoaRouter({ prefix: '/admin' }).use(requireScope('profile_edit') as Middleware);
  admin.get('/users', handler).all(/^\/legacy\/.*/, handler);
  router.get('/health', handler);
  router.get('/', handler);
  async function serveFiles(): Promise<void> {}
  const app = new Koa().use(linxo(connect)).use(serveFiles);
  app.use(router.routes() as unknown as Middleware).use(admin.routes() as unknown as Middleware);
  return describeRoutes(app);
}
