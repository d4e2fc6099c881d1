/** The routes of looking at accounts and transactions. */
import type Router from '@koa/router';
import { requireScope } from '@linxo-guard/koa';
import { showAccount, showAccounts } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import { showTransactions } from '../transactions/transactions.ts';
import { send } from './answer.ts';
import { visitOf } from './visit.ts';

export function addAccounts(router: Router, services: Services): void {
  router.get('/accounts', requireScope('accounts_read'), async (ctx) =>
    send(ctx, await showAccounts(services, visitOf(ctx), ctx.state.linxo)),
  );
  router.get('/accounts/:id', requireScope('transactions_read'), async (ctx) =>
    send(ctx, await showAccount(services, visitOf(ctx), ctx.state.linxo.api, ctx.params['id'])),
  );
  router.get('/transactions', requireScope('transactions_read'), async (ctx) =>
    send(ctx, await showTransactions(services, visitOf(ctx), ctx.state.linxo.api, ctx.query)),
  );
}
