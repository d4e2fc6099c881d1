/** The Hono adapter of docs/adapters.md under contract. */
import type { LinxoAccess } from '@linxo-guard/core';
import { getRequestListener } from '@hono/node-server';
import { type ErrorHandler, Hono, type MiddlewareHandler } from 'hono';
import { linxo, problemDetails, requireAnyScope, requireEndpoint, requireScope } from '../adapters/hono.ts';
import type { Adapter, ContractApp, Guarding } from './adapter.ts';
import { listen } from './listen.ts';

function guardFor({ kind, args }: Guarding): MiddlewareHandler {
  if (kind === 'endpoint') return requireEndpoint(...(args as ['GET /accounts']));
  return (kind === 'scope' ? requireScope : requireAnyScope)(...(args as ['accounts_read']));
}

export const honoAdapter: Adapter = {
  name: 'Hono',
  serve({ connect, routes, user, problems = true, mounted = true, log, onError }: ContractApp) {
    const app = new Hono();
    const answerOther: ErrorHandler = (error) => {
      const { status, body } = onError?.(error) ?? { status: 500, body: 'Internal Server Error' };
      return new Response(String(body), { status });
    };
    if (problems) app.onError(problemDetails(answerOther, log));
    else if (onError) app.onError(answerOther);
    if (mounted) app.use(linxo(connect, user ? { user: (c) => user((name) => c.req.header(name)) } : {}));
    for (const { path, guarding, before = [], handle } of routes) {
      for (const guard of [...before, ...(guarding ? [guarding] : [])]) app.use(path, guardFor(guard));
      app.get(path, async (c) => {
        const { linxo: access } = c.var as { readonly linxo?: LinxoAccess };
        return c.json(await handle(access, (name, value) => c.header(name, value)));
      });
    }
    return listen(getRequestListener(app.fetch));
  },
};
