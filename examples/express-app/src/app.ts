/** The application. Every route declares the scopes that it needs. */
import type { RequestListener } from 'node:http';
import { linxo, problemDetails } from '@linxo-guard/express';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { createRequestLog } from './operations/request-log.ts';
import { helmetOptions, NOT_KEPT } from './security/headers.ts';
import type { Services } from './services.ts';
import { addAccounts } from './web/accounts.ts';
import { addApi } from './web/api.ts';
import { addBanks } from './web/banks.ts';
import { addEntry } from './web/entry.ts';
import { errorPages } from './web/error-pages.ts';
import { linxoUser } from './web/linxo-user.ts';
import { addOperations } from './web/operations.ts';
import { ownPagesOnly } from './web/own-pages.ts';
import { noRoute, otherProblems } from './web/problems.ts';
import { addSettings } from './web/settings.ts';
import { visits } from './web/visit.ts';
import { addWebhook } from './web/webhook.ts';

/** Creates the application on its services. */
export function createApp(services: Services): Express {
  const { config, connect, widgets, log } = services;
  const app = express();
  app.disable('x-powered-by');
  // An entity tag is for caches, and no cache keeps an answer.
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies);

  app.use(createRequestLog(log));
  app.use(helmet(helmetOptions(widgets, config.publicUrl?.startsWith('https:') ?? false)));
  app.use((_request, response, next) => {
    response.set(NOT_KEPT);
    next();
  });
  addOperations(app, services);
  addWebhook(app, services);

  app.use(visits(services));
  app.use(ownPagesOnly());
  app.use(linxo(connect, { user: linxoUser(services) }));
  addApi(app, services);
  addEntry(app, services);
  addBanks(app, services);
  addAccounts(app, services);
  addSettings(app, services);

  app.use(noRoute());
  app.use(errorPages(log));
  app.use(otherProblems(log));
  app.use(problemDetails({ onError: (error) => log.error(error) }));
  return app;
}

/** Returns the application as a function for `http.createServer`. */
export function createListener(services: Services): RequestListener {
  return createApp(services);
}
