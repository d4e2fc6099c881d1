/** Makes function calls of guards that pass and guards that refuse, beside those that they are compared with. */
import type { Linxo } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import type { Framework } from './applications.ts';
import { type Call, countCall, deeply, dispatching, type Next } from './call.ts';
import { guardPeers } from './guard-peers.ts';
import { instantLinxo, userNumber } from './linxo.ts';

export const EMPTY_MIDDLEWARE = 'an empty middleware';
export const TOKEN_ON_REQUEST = 'token on the request';
export const CLIENT_TOKEN_IN_CACHE = 'the application’s token in the cache';
export const USER_TOKEN_IN_CACHE = 'a user’s token in the cache';
export const EXPRESS_REFUSES = 'Express guard';

export const USER = userNumber(1, 'function');

/** Gives a guard, and the state of one request that has passed `linxo()`. */
function open(framework: Framework, connect: Linxo, scope: 'accounts_read' | 'users_create', next: Next) {
  const state: { linxo?: unknown } = {};
  const options = { user: () => USER };
  // The types allow scopes of one subject, not a choice between two subjects.
  const declared = [scope] as ['accounts_read'];
  if (framework === 'Koa') {
    void dispatching(onKoa.linxo(connect, options), { state }, () => undefined)();
    return { state, guard: dispatching(onKoa.requireScope(...declared), { state }, next) };
  }
  dispatching(onExpress.linxo(connect, options), {}, { locals: state }, () => undefined)();
  return { state, guard: dispatching(onExpress.requireScope(...declared), {}, { locals: state }, next) };
}

function emptyMiddleware(framework: Framework, next: Next): () => unknown {
  return framework === 'Koa'
    ? dispatching((_ctx: unknown, onwards: () => unknown) => onwards(), {}, next)
    : dispatching((_request: unknown, _response: unknown, onwards: () => void) => onwards(), {}, {}, next);
}

/** @param next is called without an argument by every guard that passes */
export async function passingGuards(framework: Framework, connect: Linxo, next = countCall): Promise<readonly Call[]> {
  await connect.warm([
    { subject: 'client', scopes: ['users_create'] },
    { subject: USER, scopes: ['accounts_read'] },
  ]);
  const fromCache = (scope: 'accounts_read' | 'users_create') => {
    const { state, guard } = open(framework, connect, scope, next);
    return () => {
      // Each call forgets what the call before has left on the request.
      state.linxo = undefined;
      return guard();
    };
  };
  // The first call leaves its token on the request, where all later ones find it.
  const onRequest = open(framework, connect, 'accounts_read', next).guard;
  return [
    { name: EMPTY_MIDDLEWARE, kind: 'floor', call: emptyMiddleware(framework, next) },
    { name: TOKEN_ON_REQUEST, kind: 'ours', call: onRequest },
    { name: CLIENT_TOKEN_IN_CACHE, kind: 'ours', call: fromCache('users_create') },
    { name: USER_TOKEN_IN_CACHE, kind: 'ours', call: fromCache('accounts_read') },
    ...guardPeers('accounts_read', next),
  ];
}

/** @param next is called with something by every guard that refuses, and by what catches a rejection */
export async function refusingGuards(next: Next = countCall): Promise<readonly Call[]> {
  const connect = instantLinxo({}, 'profile');
  // The token that says so is in the cache: the user was granted another scope.
  await connect.warm([{ subject: USER, scopes: ['accounts_read'] }]);
  const caught = (error: unknown) => next(error);
  const refusing = (framework: Framework) => {
    const { guard } = open(framework, connect, 'accounts_read', next);
    return () => {
      const answer = deeply(guard);
      if (answer instanceof Promise) answer.catch(caught);
    };
  };
  const throwing = () => {
    throw new Error('refused');
  };
  const thrown = () => {
    try {
      deeply(throwing);
    } catch (error) {
      caught(error);
    }
  };
  return [
    { name: 'an Error with its stack, thrown and caught', kind: 'floor', call: thrown },
    { name: EXPRESS_REFUSES, kind: 'ours', call: refusing('Express') },
    { name: 'Koa guard', kind: 'ours', call: refusing('Koa') },
    ...guardPeers('profile', next).map(({ name, kind, call }) => ({ name, kind, call: () => deeply(call) })),
  ];
}
