/** An application of Fastify with a guarded route. */
import type { Linxo } from '@linxo-guard/core';
import type { UserFound } from '@linxo-guard/core/adapter';
import { fastify } from 'fastify';
import { linxo, problemDetails, requireScope } from './fastify.ts';

const readsAccounts = requireScope('accounts_read');

export function createApp(connect: Linxo, credentialsOf: (cookie: string | undefined) => UserFound) {
  const app = fastify();
  app.setErrorHandler(problemDetails());
  app.addHook('onRequest', linxo(connect, { user: (request) => credentialsOf(request.headers.cookie) }));
  app.get<{ Params: { id: string } }>('/accounts/:id', { preHandler: readsAccounts }, async (request) => {
    const { api } = readsAccounts.accessOn(request);
    // api.get('/transactions')  does not compile: accounts_read does not open it
    return api.get('/accounts/{id}', { path: { id: request.params.id } });
  });
  return app;
}
