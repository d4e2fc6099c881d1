/** An application that is the same on Express 4 and 5. It visits itself, prints the answers, and ends. */
import type { AddressInfo } from 'node:net';
import { createLinxo, isLinxoError, type ResourceOwner } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import {
  linxo,
  type LinxoLocals,
  problemDetails,
  requireAnyScope,
  requireEndpoint,
  requireScope,
} from '@linxo-guard/express';
import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response } from 'express';
import { passing } from './passing.ts';
import { visit } from './visit.ts';

const sandbox = await startSandbox();
const connect = createLinxo(sandbox.options);
const users: ReadonlyMap<string, ResourceOwner> = new Map(Object.entries(SANDBOX_USERS));

const app = express();
app.disable('x-powered-by');
app.set('env', 'test');
app.use(linxo(connect, { user: async (req) => users.get(req.get('x-user') ?? '') }));

app.get('/public', (_req, res) => {
  res.json({ open: true });
});
const router = express.Router();
router.get(
  '/accounts',
  requireScope('accounts_read'),
  passing(async (_req, res) => {
    res.json(await res.locals.linxo.api.get('/accounts', { query: { limit: 100 } }));
  }),
);
router.get(
  '/accounts/:id',
  requireEndpoint('GET /accounts/{id}'),
  passing(async (req, res) => {
    res.json(await res.locals.linxo.api.get('/accounts/{id}', { path: { id: String(req.params['id']) } }));
  }),
);
router.get('/scopes', requireAnyScope('transactions_read', 'profile_edit'), (_req, res) => {
  res.json(res.locals.linxo.scopes);
});
async function listTransactions(
  _req: Request,
  res: Response<unknown, LinxoLocals<'transactions_read'>>,
  next: NextFunction,
): Promise<void> {
  try {
    res.json(await res.locals.linxo.api.get('/transactions'));
  } catch (error) {
    next(error);
  }
}
router.get('/transactions', requireScope('transactions_read'), listTransactions);
router
  .route('/users')
  .all(requireScope('profile'))
  .get(requireScope('users_create'), (_req, res) => {
    res.json({ subject: res.locals.linxo.subject });
  });
app.use('/api', router);
app.use(problemDetails());
const otherErrors: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(500).json({ isOurs: isLinxoError(error) });
};
app.use(otherErrors);

/** Declares what must not compile. Nobody calls it. */
export function refused(): void {
  app.get('/x', requireScope('accounts_read'), async (_req, res) => {
    // @ts-expect-error -- accounts_read does not open it
    await res.locals.linxo.api.get('/transactions');
    // @ts-expect-error -- there is no such property
    await res.locals.linx;
  });
  app.get(
    '/x',
    requireScope('accounts_read'),
    passing(async (_req, res) => {
      // @ts-expect-error -- accounts_read does not open it
      await res.locals.linxo.api.get('/transactions');
    }),
  );
  // @ts-expect-error -- the guard opens less than the controller needs
  app.get('/x', requireScope('accounts_read'), listTransactions);
  // @ts-expect-error -- there is no such scope
  app.get('/x', requireScope('acounts_read'));
  // @ts-expect-error -- there is no such endpoint
  app.get('/x', requireEndpoint('GET /acounts'));
  // @ts-expect-error -- it names no scope
  app.get('/x', requireScope());
}

const server = app.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  await visit(`http://127.0.0.1:${port}`, sandbox);
  server.close();
  server.closeAllConnections();
  await connect.close();
  await sandbox.close();
});
