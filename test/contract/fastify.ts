/** The Fastify adapter of docs/adapters.md under contract. */
import type { Scope } from '@linxo-guard/core';
import { fastify, type FastifyRequest } from 'fastify';
import {
  type GuardHook,
  linxo,
  problemDetails,
  requireAnyScope,
  requireEndpoint,
  requireScope,
} from '../adapters/fastify.ts';
import type { Adapter, ContractApp, Guarding } from './adapter.ts';

function guardFor({ kind, args }: Guarding): GuardHook<Scope> {
  if (kind === 'endpoint') return requireEndpoint(...(args as ['GET /accounts'])) as GuardHook<Scope>;
  return (kind === 'scope' ? requireScope : requireAnyScope)(...(args as ['accounts_read'])) as GuardHook<Scope>;
}

export const fastifyAdapter: Adapter = {
  name: 'Fastify',
  async serve({ connect, routes, user, problems = true, mounted = true, log, onError }: ContractApp) {
    const write = (line: string) => log?.((JSON.parse(line) as { err: unknown }).err);
    const app = fastify({ logger: { level: 'error', stream: { write } }, forceCloseConnections: true });
    if (onError) {
      app.setErrorHandler((error, _request, reply) => {
        const { status, body } = onError(error);
        return reply.status(status).send(body);
      });
    }
    const find = user && ((request: FastifyRequest) => user((name) => request.headers[name] as string | undefined));
    await app.register(async (guarded) => {
      if (problems) guarded.setErrorHandler(problemDetails());
      if (mounted) guarded.addHook('onRequest', linxo(connect, find ? { user: find } : {}));
      for (const { path, guarding, before = [], handle } of routes) {
        const guards = [...before, ...(guarding ? [guarding] : [])].map(guardFor);
        guarded.get(path, { preHandler: guards }, async (request, reply) => {
          const access = guards.at(-1)?.accessOn(request);
          const answer = await handle(access, (name, value) => void reply.header(name, value));
          return reply.type('application/json').send(JSON.stringify(answer));
        });
      }
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    return { url, close: () => app.close() };
  },
};
