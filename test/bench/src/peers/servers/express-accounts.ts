/** The Express application that each Express peer guards. */
import express, { type RequestHandler } from 'express';
import type { JwtIssuer, ServerUnderLoad } from '../../contender.ts';
import { bearer } from './bearer.ts';

export function expressAccounts(issuer: JwtIssuer, ...guards: readonly RequestHandler[]): ServerUnderLoad {
  const app = express();
  app.get('/accounts', ...guards, (_request, response) => {
    response.json({ accounts: [] });
  });
  return { listener: app, headers: bearer(issuer) };
}
