/** An application that is the same on Koa 2 and 3. It visits itself, prints the answers, and ends. */
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import { createLinxo, isLinxoError, type ResourceOwner } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import {
  linxo,
  type LinxoState,
  problemDetails,
  requireAnyScope,
  requireEndpoint,
  requireScope,
} from '@linxo-guard/koa';
import Koa from 'koa';
import { visit } from './visit.ts';

const sandbox = await startSandbox();
const connect = createLinxo(sandbox.options);
const users: ReadonlyMap<string, ResourceOwner> = new Map(Object.entries(SANDBOX_USERS));

const app = new Koa();
app.silent = true;
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.status = 500;
    ctx.body = { isOurs: isLinxoError(error) };
  }
});
app.use(problemDetails());
app.use(linxo(connect, { user: async (ctx) => users.get(ctx.get('x-user')) }));

const router = new Router();
router.get('/public', (ctx) => {
  ctx.body = { open: true };
});
router.get('/api/accounts', requireScope('accounts_read'), async (ctx) => {
  ctx.body = await ctx.state.linxo.api.get('/accounts', { query: { limit: 100 } });
});
router.get('/api/accounts/:id', requireEndpoint('GET /accounts/{id}'), async (ctx) => {
  ctx.body = await ctx.state.linxo.api.get('/accounts/{id}', { path: { id: String(ctx.params['id']) } });
});
router.get('/api/scopes', requireAnyScope('transactions_read', 'profile_edit'), (ctx) => {
  ctx.body = ctx.state.linxo.scopes;
});
async function listTransactions(ctx: { state: LinxoState<'transactions_read'>; body: unknown }): Promise<void> {
  ctx.body = await ctx.state.linxo.api.get('/transactions');
}
router.get('/api/transactions', requireScope('transactions_read'), listTransactions);
const inner = new Router();
inner.use(requireScope('profile'));
inner.get('/', requireScope('users_create'), (ctx) => {
  ctx.body = { subject: ctx.state.linxo.subject };
});
router.use('/api/users', inner.routes());
app.use(router.routes()).use(router.allowedMethods());

/** Declares what must not compile. Nobody calls it. */
export function refused(): void {
  router.get('/x', requireScope('accounts_read'), async (ctx) => {
    // @ts-expect-error -- accounts_read does not open it
    await ctx.state.linxo.api.get('/transactions');
    // @ts-expect-error -- there is no such property
    await ctx.state.linxo.tokn;
  });
  // @ts-expect-error -- there is no such scope
  router.get('/x', requireScope('acounts_read'));
  // @ts-expect-error -- there is no such endpoint
  router.get('/x', requireEndpoint('GET /acounts'));
  // @ts-expect-error -- it names no scope
  router.get('/x', requireScope());
}

const server = app.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  await visit(`http://127.0.0.1:${port}`, sandbox);
  server.close();
  server.closeAllConnections();
  await connect.close();
  await sandbox.close();
});
