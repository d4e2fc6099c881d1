/** Express: bare, and with linxo-guard. */
import { linxo, requireScope } from '@linxo-guard/express';
import type { RequestHandler } from 'express';
import type { ServerContender } from '../contender.ts';
import { hashPassword } from '../floor/password-hash.ts';
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

const USER = userNumber(1, 'text');

const passOn: RequestHandler = (_request, _response, next) => next();

const fingerprint: RequestHandler = (_request, _response, next) => {
  hashPassword(USER);
  next();
};

export const EXPRESS_SERVERS: readonly ServerContender[] = [
  {
    name: 'Express, bare',
    kind: 'floor',
    framework: 'express',
    how: 'one route, no middleware',
    open: () => ({ listener: expressAccounts(), headers: {} }),
  },
  {
    name: 'Express, bare, once more',
    kind: 'floor',
    framework: 'express',
    how: 'the very same in another process: how far a ratio is from 1 where nothing differs',
    open: () => ({ listener: expressAccounts(), headers: {} }),
  },
  {
    name: 'Express, two empty middleware',
    kind: 'floor',
    framework: 'express',
    how: 'the same with a middleware before the route and one on it that do nothing',
    open: () => ({ listener: expressAccounts([passOn], [passOn]), headers: {} }),
  },
  {
    name: 'Express, two middleware, one SHA-256',
    kind: 'floor',
    framework: 'express',
    how: 'the same; the one on the route hashes a password, under a key',
    open: () => ({ listener: expressAccounts([passOn], [fingerprint]), headers: {} }),
  },
  {
    name: 'Express + linxo-guard',
    kind: 'ours',
    framework: 'express',
    how: '`linxo()` and `requireScope()`; a user whose password is a function',
    open: serving('function'),
  },
  {
    name: 'Express + linxo-guard, password as text',
    kind: 'ours',
    framework: 'express',
    how: 'the same; the password is fingerprinted for each request',
    open: serving('text'),
  },
];
