/** The routes of linking banks and of looking after them. */
import { WIDGET_ACTIONS } from '@linxo-guard/core';
import { requireScope } from '@linxo-guard/express';
import type { IRouter, RequestHandler } from 'express';
import { showBank, showBanks, streamProgress, updateBank } from '../banks/banks.ts';
import { backFromWidget, cancelledWidget, linkBank, renewBank } from '../banks/link-bank.ts';
import { askToRemoveBank, removeBank } from '../banks/remove-bank.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addBanks(router: IRouter, services: Services): void {
  router.get('/banks', requireScope('transactions_read'), async (req, res) =>
    send(res, await showBanks(visitOf(res), res.locals.linxo.api, req.query)),
  );

  router.post('/banks/link', requireScope(...WIDGET_ACTIONS.add_connection.scopes), async (_req, res) =>
    send(res, await linkBank(services, visitOf(res), res.locals.linxo.subject)),
  );
  router.get('/banks/linked', requireScope('transactions_read'), async (req, res) =>
    send(res, await backFromWidget(visitOf(res), res.locals.linxo.api, req.query)),
  );
  router.get('/banks/cancelled', (_req, res) => send(res, cancelledWidget(visitOf(res))));

  router.get('/banks/:id', requireScope('transactions_read'), async (req, res) =>
    send(res, await showBank(visitOf(res), res.locals.linxo.api, req.params.id, req.query)),
  );
  router.get('/banks/:id/progress', requireScope('transactions_read'), (req, res) =>
    send(res, streamProgress(visitOf(res), res.locals.linxo.api, req.params.id, req.query)),
  );
  router.post('/banks/:id/sync', requireScope('connections_sync'), async (req, res) =>
    send(res, await updateBank(res.locals.linxo.api, req.params.id)),
  );

  // The page is for who may remove the bank, so that nobody types a word in vain.
  router.get('/banks/:id/remove', requireScope('connections_manage', 'transactions_read'), async (req, res) =>
    send(res, await askToRemoveBank(visitOf(res), res.locals.linxo.api, req.params.id)),
  );
  router.post('/banks/:id/remove', requireScope('connections_manage', 'transactions_read'), form(), async (req, res) =>
    send(res, await removeBank(services, visitOf(res), res.locals.linxo.api, { id: req.params.id, body: req.body })),
  );

  // The widget has a token with the scopes of its action; the bank is read with one for reading.
  const canRenew: RequestHandler = requireScope(...WIDGET_ACTIONS.edit_credentials.scopes);
  router.post('/banks/:id/renew', canRenew, requireScope('transactions_read'), async (req, res) =>
    send(
      res,
      await renewBank(services, visitOf(res), res.locals.linxo, { id: req.params.id, action: 'edit_credentials' }),
    ),
  );
  const canAnswer: RequestHandler = requireScope(...WIDGET_ACTIONS.user_input.scopes);
  router.post('/banks/:id/answer', canAnswer, requireScope('transactions_read'), async (req, res) =>
    send(res, await renewBank(services, visitOf(res), res.locals.linxo, { id: req.params.id, action: 'user_input' })),
  );
}
