/** The application that the two tests of this folder test. It takes its Linxo instance from outside, so that a test can bring its own. */
import type { Linxo, ResourceOwner } from '@linxo-guard/core';
import { linxo, problemDetails, requireScope } from '@linxo-guard/express';
import express, { type Express } from 'express';

/** @param credentialsOf finds the Linxo credentials of a session; a test has sessions of its own */
export function createApp(
  connect: Linxo,
  credentialsOf: (session: string | undefined) => ResourceOwner | undefined,
): Express {
  const app = express();
  app.use(linxo(connect, { user: (req) => credentialsOf(req.get('x-session')) }));
  app.get('/transactions', requireScope('transactions_read'), async (_req, res) => {
    res.json(await res.locals.linxo.api.get('/transactions', { query: { limit: 10 } }));
  });
  app.use(problemDetails());
  return app;
}
