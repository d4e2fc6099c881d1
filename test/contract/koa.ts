/** The Koa adapter under contract. */
import { linxo, problemDetails, requireAnyScope, requireEndpoint, requireScope } from '@linxo-guard/koa';
import type { Middleware } from 'koa';
import type { KoaVersion } from '../support/framework-versions.ts';
import type { Adapter, ContractApp, Guarding } from './adapter.ts';
import { listen } from './listen.ts';

function guardFor({ kind, args }: Guarding): Middleware {
  if (kind === 'endpoint') return requireEndpoint(...(args as ['GET /accounts']));
  return (kind === 'scope' ? requireScope : requireAnyScope)(...(args as ['accounts_read']));
}

/** Makes the adapter of an application on one version of Koa and its router. */
export const koaAdapter = ({ name, Koa, Router }: KoaVersion): Adapter => ({
  name,
  serve({ connect, routes, user, problems = true, mounted = true, log, prints, onProblem, onError }: ContractApp) {
    const router = new Router();
    for (const { path, guarding, before = [], handle } of routes) {
      const guards = [...before, ...(guarding ? [guarding] : [])].map(guardFor);
      router.get(path, ...guards, async (ctx) => {
        ctx.body = JSON.stringify(await handle(ctx.state['linxo'], (name, value) => ctx.set(name, value)));
        ctx.type = 'json';
      });
    }
    const app = new Koa();
    app.silent = !prints;
    if (log) app.on('error', log);
    if (onError) {
      app.use(async (ctx, next) => {
        await next().catch((error: unknown) => Object.assign(ctx, onError(error)));
      });
    }
    const telling = onProblem && problemDetails({ onError: (error, ctx) => onProblem(error, (name) => ctx.get(name)) });
    if (problems) app.use(telling ?? problemDetails());
    if (mounted) app.use(linxo(connect, user ? { user: (ctx) => user((name) => ctx.get(name) || undefined) } : {}));
    app.use(router.routes());
    return listen(app.callback());
  },
});
