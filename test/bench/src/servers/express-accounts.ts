/** The Express application that is put under load, with what is mounted before its one route and on it. */
import type { RequestListener } from 'node:http';
import express, { type RequestHandler } from 'express';

export function expressAccounts(
  before: readonly RequestHandler[] = [],
  guards: readonly RequestHandler[] = [],
): RequestListener {
  const app = express();
  for (const middleware of before) app.use(middleware);
  app.get('/accounts', ...guards, (_request, response) => {
    response.json({ accounts: [] });
  });
  return app;
}
