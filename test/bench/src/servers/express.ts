/** Express: bare, and with linxo-guard. */
import { linxo, requireScope } from '@linxo-guard/express';
import express, { type RequestHandler } from 'express';
import type { ServerContender } from '../contender.ts';
import { instantLinxo, userNumber } from '../ours.ts';

function serving(password: 'text' | 'function'): ServerContender['open'] {
  return () => {
    const app = express();
    const credentials = userNumber(1, password);
    // A new object for each request, as one that is made of a session.
    app.use(linxo(instantLinxo(), { user: () => ({ ...credentials }) }));
    app.get('/accounts', requireScope('accounts_read'), (_request, response) => {
      response.json({ accounts: [] });
    });
    return { listener: app, headers: {} };
  };
}

const passOn: RequestHandler = (_request, _response, next) => next();

export const EXPRESS_SERVERS: readonly ServerContender[] = [
  {
    name: 'Express, bare',
    framework: 'express',
    how: 'one route, no middleware',
    open() {
      const app = express();
      app.get('/accounts', (_request, response) => {
        response.json({ accounts: [] });
      });
      return { listener: app, headers: {} };
    },
  },
  {
    name: 'Express, two empty middleware',
    framework: 'express',
    how: 'the same with a middleware before the route and one on it that do nothing',
    open() {
      const app = express();
      app.use(passOn);
      app.get('/accounts', passOn, (_request, response) => {
        response.json({ accounts: [] });
      });
      return { listener: app, headers: {} };
    },
  },
  {
    name: 'Express + linxo-guard',
    framework: 'express',
    how: '`linxo()` and `requireScope()`; a user whose password is a function',
    open: serving('function'),
  },
  {
    name: 'Express + linxo-guard, password as text',
    framework: 'express',
    how: 'the same; the password is fingerprinted for each request',
    open: serving('text'),
  },
];
