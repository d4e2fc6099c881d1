/** The routes of linking banks and of looking after them. */
import type Router from '@koa/router';
import { WIDGET_ACTIONS } from '@linxo-guard/core';
import { requireScope } from '@linxo-guard/koa';
import type { Middleware } from 'koa';
import { showBank, showBanks, streamProgress, updateBank } from '../banks/banks.ts';
import { backFromWidget, cancelledWidget, linkBank, renewBank } from '../banks/link-bank.ts';
import { askToRemoveBank, removeBank } from '../banks/remove-bank.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addBanks(router: Router, services: Services): void {
  router.get('/banks', requireScope('transactions_read'), async (ctx) =>
    send(ctx, await showBanks(visitOf(ctx), ctx.state.linxo.api, ctx.query)),
  );

  router.post('/banks/link', requireScope(...WIDGET_ACTIONS.add_connection.scopes), async (ctx) =>
    send(ctx, await linkBank(services, visitOf(ctx), ctx.state.linxo.subject)),
  );
  router.get('/banks/linked', requireScope('transactions_read'), async (ctx) =>
    send(ctx, await backFromWidget(visitOf(ctx), ctx.state.linxo.api, ctx.query)),
  );
  router.get('/banks/cancelled', (ctx) => send(ctx, cancelledWidget(visitOf(ctx))));

  router.get('/banks/:id', requireScope('transactions_read'), async (ctx) =>
    send(ctx, await showBank(visitOf(ctx), ctx.state.linxo.api, ctx.params['id'], ctx.query)),
  );
  router.get('/banks/:id/progress', requireScope('transactions_read'), (ctx) =>
    send(ctx, streamProgress(visitOf(ctx), ctx.state.linxo.api, ctx.params['id'], ctx.query)),
  );
  router.post('/banks/:id/sync', requireScope('connections_sync'), async (ctx) =>
    send(ctx, await updateBank(ctx.state.linxo.api, ctx.params['id'])),
  );

  // The page is for who may remove the bank, so that nobody types a word in vain.
  router.get('/banks/:id/remove', requireScope('connections_manage', 'transactions_read'), async (ctx) =>
    send(ctx, await askToRemoveBank(visitOf(ctx), ctx.state.linxo.api, ctx.params['id'])),
  );
  router.post('/banks/:id/remove', requireScope('connections_manage', 'transactions_read'), form(), async (ctx) =>
    send(
      ctx,
      await removeBank(services, visitOf(ctx), ctx.state.linxo.api, { id: ctx.params['id'], body: ctx.request.body }),
    ),
  );

  // The widget has a token with the scopes of its action; the bank is read with one for reading.
  const canRenew: Middleware = requireScope(...WIDGET_ACTIONS.edit_credentials.scopes);
  router.post('/banks/:id/renew', canRenew, requireScope('transactions_read'), async (ctx) =>
    send(
      ctx,
      await renewBank(services, visitOf(ctx), ctx.state.linxo, { id: ctx.params['id'], action: 'edit_credentials' }),
    ),
  );
  const canAnswer: Middleware = requireScope(...WIDGET_ACTIONS.user_input.scopes);
  router.post('/banks/:id/answer', canAnswer, requireScope('transactions_read'), async (ctx) =>
    send(ctx, await renewBank(services, visitOf(ctx), ctx.state.linxo, { id: ctx.params['id'], action: 'user_input' })),
  );
}
