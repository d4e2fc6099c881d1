/** The Express adapter under contract. */
import { linxo, problemDetails, requireAnyScope, requireEndpoint, requireScope } from '@linxo-guard/express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ExpressVersion } from '../support/framework-versions.ts';
import type { Adapter, ContractApp, Guarding } from './adapter.ts';
import { listen } from './listen.ts';

function guardFor({ kind, args }: Guarding): RequestHandler {
  if (kind === 'endpoint') return requireEndpoint(...(args as ['GET /accounts'])) as RequestHandler;
  return (kind === 'scope' ? requireScope : requireAnyScope)(...(args as ['accounts_read'])) as RequestHandler;
}

/** Makes the adapter of an application on one version of Express. */
export const expressAdapter = ({ name, express }: ExpressVersion): Adapter => ({
  name,
  serve({ connect, routes, user, problems = true, mounted = true, log, prints, onProblem, onError }: ContractApp) {
    const app = express();
    app.set('env', prints ? 'production' : 'test');
    if (mounted) app.use(linxo(connect, user ? { user: (req) => user((name) => req.get(name)) } : {}));
    for (const { path, guarding, before = [], handle } of routes) {
      const guards = [...before, ...(guarding ? [guarding] : [])].map(guardFor);
      app.get(path, ...guards, async (_req, res, next) => {
        // Express passes on what a handler rejects with only since version 5.
        try {
          res.json(await handle(res.locals['linxo'], (name, value) => void res.set(name, value)));
        } catch (error) {
          next(error);
        }
      });
    }
    const tell: ErrorRequestHandler = (error, _req, _res, next) => {
      if ((error as { status?: number }).status !== undefined) log?.(error);
      next(error);
    };
    app.use(tell);
    const telling = onProblem && problemDetails({ onError: (error, req) => onProblem(error, (name) => req.get(name)) });
    if (problems) app.use(telling ?? problemDetails());
    if (onError) {
      const answer: ErrorRequestHandler = (error, _req, res, _next) => {
        const { status, body } = onError(error);
        res.status(status).send(body);
      };
      app.use(answer);
    }
    return listen(app);
  },
});
