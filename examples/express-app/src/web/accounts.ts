/** The routes of looking at accounts and transactions. */
import type { IRouter } from 'express';
import { requireScope } from '@linxo-guard/express';
import { showAccount, showAccounts } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import { showTransactions } from '../transactions/transactions.ts';
import { send } from './answer.ts';
import { visitOf } from './visit.ts';

export function addAccounts(router: IRouter, services: Services): void {
  router.get('/accounts', requireScope('accounts_read'), async (_req, res) =>
    send(res, await showAccounts(services, visitOf(res), res.locals.linxo)),
  );
  router.get('/accounts/:id', requireScope('transactions_read'), async (req, res) =>
    send(res, await showAccount(services, visitOf(res), res.locals.linxo.api, req.params.id)),
  );
  router.get('/transactions', requireScope('transactions_read'), async (req, res) =>
    send(res, await showTransactions(services, visitOf(res), res.locals.linxo.api, req.query)),
  );
}
