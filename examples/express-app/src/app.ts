/** The application. Every route declares the scopes that it needs. */
import type { Linxo } from '@linxo-guard/core';
import { linxo, problemDetails, requireScope } from '@linxo-guard/express';
import express, { type Express, type RequestHandler } from 'express';
import { HEADERS } from './headers.ts';
import { ACCOUNT_ID, NEW_USER, NO_QUERY, PAGE } from './input.ts';
import { jsonBody } from './json-body.ts';
import { noRoute, otherProblems } from './problems.ts';
import { credentialsOf } from './sign-in.ts';

/** Creates the application on a Linxo instance. */
export function createApp(connect: Linxo): Express {
  const app = express();
  app.disable('x-powered-by');
  // An entity tag is for caches, and no cache keeps an answer.
  app.disable('etag');
  app.use((_req, res, next) => {
    res.set(HEADERS);
    next();
  });
  app.use(linxo(connect, { user: (req) => credentialsOf(req.get('authorization')) }));

  // A platform asks whether the process is alive.
  app.get('/health', (_req, res) => {
    res.json({ status: 'ok' });
  });

  app.get('/profile', requireScope('profile'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/users/me'));
  });

  app.get('/connections', requireScope('transactions_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/connections'));
  });

  app.get('/accounts', requireScope('accounts_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/accounts', { query: { limit: 100 } }));
  });

  app.get('/accounts/:id', requireScope('accounts_read'), async (req, res) => {
    NO_QUERY.parse(req.query);
    res.json(await res.locals.linxo.api.get('/accounts/{id}', { path: { id: ACCOUNT_ID.parse(req.params.id) } }));
  });

  app.get('/transactions', requireScope('transactions_read'), async (req, res) => {
    const query = PAGE.parse(req.query);
    res.json(await res.locals.linxo.api.get('/transactions', { query }));
  });

  // users_create belongs to the application's own token, which would serve everybody. Linxo knows who is signed in.
  const signedIn: RequestHandler = requireScope('profile');
  app.post('/users', signedIn, requireScope('users_create'), jsonBody(), async (req, res) => {
    NO_QUERY.parse(req.query);
    const { id } = await res.locals.linxo.api.post('/users', { body: NEW_USER.parse(req.body) });
    res
      .status(201)
      .location(`/users/${encodeURIComponent(id)}`)
      .json({ id });
  });

  app.use(noRoute());
  app.use(otherProblems());
  app.use(problemDetails());
  return app;
}
