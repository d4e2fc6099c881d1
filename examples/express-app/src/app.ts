/** The application. Every route declares the scopes that it needs. */
import type { Linxo } from '@linxo-guard/core';
import { linxo, problemDetails, requireScope } from '@linxo-guard/express';
import express, { type Express } from 'express';
import { NEW_USER, PAGE } from './input.ts';
import { invalidInput } from './invalid-input.ts';
import { credentialsOf } from './sign-in.ts';

/** Creates the application on a Linxo instance. */
export function createApp(connect: Linxo): Express {
  const app = express();
  app.use(express.json());
  app.use(linxo(connect, { user: (req) => credentialsOf(req.get('authorization')) }));

  app.get('/profile', requireScope('profile'), async (_req, res) => {
    res.json(await res.locals.linxo.api.get('/users/me'));
  });

  app.get('/connections', requireScope('transactions_read'), async (_req, res) => {
    res.json(await res.locals.linxo.api.get('/connections'));
  });

  app.get('/accounts', requireScope('accounts_read'), async (_req, res) => {
    res.json(await res.locals.linxo.api.get('/accounts', { query: { limit: 100 } }));
  });

  app.get('/accounts/:id', requireScope('accounts_read'), async (req, res) => {
    res.json(await res.locals.linxo.api.get('/accounts/{id}', { path: { id: req.params.id } }));
  });

  app.get('/transactions', requireScope('transactions_read'), async (req, res) => {
    const query = PAGE.parse(req.query);
    res.json(await res.locals.linxo.api.get('/transactions', { query }));
  });

  // users_create belongs to the application's own token, whoever is signed in.
  app.post('/users', requireScope('users_create'), async (req, res) => {
    const { id } = await res.locals.linxo.api.post('/users', { body: NEW_USER.parse(req.body) });
    res
      .status(201)
      .location(`/users/${encodeURIComponent(id)}`)
      .json({ id });
  });

  app.use(invalidInput());
  app.use(problemDetails());
  return app;
}
