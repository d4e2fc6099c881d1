/** Express: bare, and with linxo-guard. */
import { linxo, requireScope } from '@linxo-guard/express';
import type { RequestHandler } from 'express';
import type { ServerContender } from '../contender.ts';
import { instantLinxo, userNumber } from '../ours.ts';
import { expressAccounts } from './express-accounts.ts';

function serving(password: 'text' | 'function'): ServerContender['open'] {
  return () => {
    const credentials = userNumber(1, password);
    // A new object for each request, as one that is made of a session.
    const mounted = linxo(instantLinxo(), { user: () => ({ ...credentials }) });
    return { listener: expressAccounts([mounted], [requireScope('accounts_read') as RequestHandler]), headers: {} };
  };
}

const passOn: RequestHandler = (_request, _response, next) => next();

export const EXPRESS_SERVERS: readonly ServerContender[] = [
  {
    name: 'Express, bare',
    framework: 'express',
    how: 'one route, no middleware',
    open: () => ({ listener: expressAccounts(), headers: {} }),
  },
  {
    name: 'Express, two empty middleware',
    framework: 'express',
    how: 'the same with a middleware before the route and one on it that do nothing',
    open: () => ({ listener: expressAccounts([passOn], [passOn]), headers: {} }),
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
