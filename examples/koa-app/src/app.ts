/** The application. Every route declares the scopes that it needs. */
import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import { linxo, problemDetails } from '@linxo-guard/koa';
import Koa from 'koa';
import helmet from 'koa-helmet';
import { helmetOptions, NOT_KEPT } from './security/headers.ts';
import type { Services } from './services.ts';
import { addAccounts } from './web/accounts.ts';
import { addApi } from './web/api.ts';
import { errorPages } from './web/error-pages.ts';
import { addBanks } from './web/banks.ts';
import { addEntry } from './web/entry.ts';
import { linxoUser } from './web/linxo-user.ts';
import { addOperations } from './web/operations.ts';
import { otherProblems } from './web/problems.ts';
import { ownPagesOnly } from './web/own-pages.ts';
import { reportError } from './web/report-error.ts';
import { requestLog } from './web/request-log.ts';
import { addSettings } from './web/settings.ts';
import { visits } from './web/visit.ts';
import { addWebhook } from './web/webhook.ts';

/** Creates the application on its services. */
export function createApp(services: Services): Koa {
  const { config, connect, widgets, log } = services;
  const app = new Koa({ proxy: config.trustedProxies > 0, maxIpsCount: config.trustedProxies });
  app.on('error', reportError(log));

  app.use(requestLog(log));
  app.use(helmet(helmetOptions(widgets, config.publicUrl?.startsWith('https:') ?? false)));
  app.use((ctx, next) => {
    ctx.set(NOT_KEPT);
    return next();
  });
  app.use(problemDetails());
  app.use(otherProblems());
  const operations = new Router();
  addOperations(operations, services);
  addWebhook(operations, services);
  app.use(operations.routes());

  app.use(errorPages());
  app.use(visits(services));
  app.use(ownPagesOnly());
  app.use(linxo(connect, { user: linxoUser(services) }));
  const router = new Router();
  addApi(router, services);
  addEntry(router, services);
  addBanks(router, services);
  addAccounts(router, services);
  addSettings(router, services);
  app.use(router.routes());
  return app;
}

/** Returns the application as a function for `http.createServer`. */
export function createListener(services: Services): RequestListener {
  const listen = createApp(services).callback();
  return (request, response) => void listen(request, response);
}
