/** Koa: bare, and with linxo-guard. */
import { linxo, requireScope } from '@linxo-guard/koa';
import type { Middleware } from 'koa';
import type { ServerContender } from '../contender.ts';
import { hashPassword } from '../floor/password-hash.ts';
import { instantLinxo, userNumber } from '../ours.ts';
import { koaAccounts } from './koa-accounts.ts';

function serving(password: 'text' | 'function'): ServerContender['open'] {
  return () => {
    const credentials = userNumber(1, password);
    // A new object for each request, as one that is made of a session.
    const mounted = linxo(instantLinxo(), { user: () => ({ ...credentials }) });
    return { listener: koaAccounts([mounted], [requireScope('accounts_read') as Middleware]), headers: {} };
  };
}

const USER = userNumber(1, 'text');

const passOn: Middleware = (_ctx, next) => next();

const fingerprint: Middleware = (_ctx, next) => {
  hashPassword(USER);
  return next();
};

export const KOA_SERVERS: readonly ServerContender[] = [
  {
    name: 'Koa, bare',
    kind: 'floor',
    framework: 'koa',
    how: 'one route of @koa/router, no middleware',
    open: () => ({ listener: koaAccounts(), headers: {} }),
  },
  {
    name: 'Koa, bare, once more',
    kind: 'floor',
    framework: 'koa',
    how: 'the very same in another process: how far a ratio is from 1 where nothing differs',
    open: () => ({ listener: koaAccounts(), headers: {} }),
  },
  {
    name: 'Koa, two empty middleware',
    kind: 'floor',
    framework: 'koa',
    how: 'the same with a middleware before the router and one on the route that do nothing',
    open: () => ({ listener: koaAccounts([passOn], [passOn]), headers: {} }),
  },
  {
    name: 'Koa, two middleware, one SHA-256',
    kind: 'floor',
    framework: 'koa',
    how: 'the same; the one on the route hashes a password, under a key',
    open: () => ({ listener: koaAccounts([passOn], [fingerprint]), headers: {} }),
  },
  {
    name: 'Koa + linxo-guard',
    kind: 'ours',
    framework: 'koa',
    how: '`linxo()` and `requireScope()`; a user whose password is a function',
    open: serving('function'),
  },
  {
    name: 'Koa + linxo-guard, password as text',
    kind: 'ours',
    framework: 'koa',
    how: 'the same; the password is fingerprinted for each request',
    open: serving('text'),
  },
];
