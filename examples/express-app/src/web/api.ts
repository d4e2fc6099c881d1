/** The JSON routes: the smallest use of guards, for clients of this application that are no browsers. */
import { requireScope } from '@linxo-guard/express';
import type { IRouter, RequestHandler } from 'express';
import { LINXO_ID, NEW_USER, NO_QUERY, PAGE } from '../input.ts';
import { TooManyRequests } from '../problems/errors.ts';
import type { Services } from '../services.ts';
import { jsonBody } from './json-body.ts';
import { visitOf } from './visit.ts';

export function addApi(router: IRouter, { limits }: Services): void {
  router.get('/api/profile', requireScope('profile'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/users/me'));
  });

  router.get('/api/connections', requireScope('transactions_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/connections'));
  });

  router.get('/api/accounts', requireScope('accounts_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/accounts', { query: { limit: 100 } }));
  });

  router.get('/api/accounts/:id', requireScope('accounts_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/accounts/{id}', { path: { id: LINXO_ID.parse(req.params.id) } }));
  });

  router.get('/api/transactions', requireScope('transactions_read'), async (req, res) => {
    const query = PAGE.parse(req.query);
    res.json(await res.locals.linxo.api.get('/transactions', { query }));
  });

  // users_create belongs to the application's own token, which would serve everybody. Linxo knows who is signed in.
  const signedIn: RequestHandler = requireScope('profile');
  router.post('/api/users', signedIn, requireScope('users_create'), jsonBody(), async (req, res) => {
    NO_QUERY.parse(req.query);
    const user = NEW_USER.parse(req.body);
    const waitSeconds = await limits.signUp(visitOf(res).address);
    if (waitSeconds !== undefined) throw new TooManyRequests(waitSeconds);
    const { id } = await res.locals.linxo.api.post('/users', { body: user });
    res
      .status(201)
      .location(`/api/users/${encodeURIComponent(id)}`)
      .json({ id });
  });
}
