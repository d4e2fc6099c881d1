/** An application of Hono with a guarded route. */
import type { Linxo } from '@linxo-guard/core';
import type { UserFound } from '@linxo-guard/core/adapter';
import { type ErrorHandler, Hono } from 'hono';
import { linxo, problemDetails, requireScope } from './hono.ts';

const answerOther: ErrorHandler = (error, c) => {
  console.error(error);
  return c.text('Internal Server Error', 500);
};

export function createApp(connect: Linxo, credentialsOf: (cookie: string | undefined) => UserFound) {
  const app = new Hono();
  app.onError(problemDetails(answerOther));
  app.use(linxo(connect, { user: (c) => credentialsOf(c.req.header('cookie')) }));
  app.get('/accounts/:id', requireScope('accounts_read'), async (c) => {
    const { api } = c.var.linxo;
    // api.get('/transactions')  does not compile: accounts_read does not open it
    return c.json(await api.get('/accounts/{id}', { path: { id: c.req.param('id') } }));
  });
  return app;
}
