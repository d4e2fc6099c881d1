/** Guards as function calls: one that passes, and one that refuses. */
import type { Linxo } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import { createJwtIssuer } from '../jwt-issuer.ts';
import { callTimeNs } from '../measure/call-time.ts';
import { deeply, dispatching } from '../measure/dispatch.ts';
import type { Measurable } from '../measure/interleave.ts';
import { instantLinxo, userNumber } from '../ours.ts';
import { GUARD_PEERS } from '../peers/guards/index.ts';

const FN_USER = userNumber(1, 'function');
const TEXT_USER = userNumber(1, 'text');
/** Names that bars are held to. */
export const TOKEN_ON_REQUEST = 'token on the request';
export const CLIENT_TOKEN_IN_CACHE = 'the application’s token in the cache';

let passes = 0;
const next = () => {
  passes++;
};
let refusals = 0;
const nextOrError = (error?: unknown) => {
  if (error === undefined) passes++;
  else refusals++;
};
const emptyKoa = (_ctx: unknown, onwards: () => unknown) => onwards();
const emptyExpress = (_request: unknown, _response: unknown, onwards: () => unknown) => {
  onwards();
};

/** One request that has passed `linxo()`, and a guard of ours that is called for it. */
function guarded(
  adapter: 'koa' | 'express',
  scope: 'accounts_read' | 'users_create',
  connect: Linxo,
  subject = FN_USER,
) {
  const state: { linxo?: unknown } = {};
  const [context, response] = [{ state }, { locals: state }];
  const options = { user: () => subject };
  // Their types know scopes of one subject only, not a choice of two.
  const declared = [scope] as ['accounts_read'];
  if (adapter === 'koa') {
    void dispatching(onKoa.linxo(connect, options), context, next)();
    return { state, guard: dispatching(onKoa.requireScope(...declared), context, next) };
  }
  dispatching(onExpress.linxo(connect, options), {}, response, next)();
  return { state, guard: dispatching(onExpress.requireScope(...declared), {}, response, nextOrError) };
}

type Case = readonly [name: string, ...Parameters<typeof guarded>];

/** Its token is in the cache: each call forgets what the one before has left on the request. */
async function fromCache([name, ...args]: Case): Promise<Measurable> {
  const { state, guard } = guarded(...args);
  await guard();
  const call = () => {
    state.linxo = undefined;
    return guard();
  };
  return { name, kind: 'ours', measure: () => callTimeNs(call) };
}

/** Its token is on the request: a guard before has found it. */
async function onRequest([name, ...args]: Case): Promise<Measurable> {
  const { guard } = guarded(...args);
  await guard();
  return { name, kind: 'ours', measure: () => callTimeNs(guard) };
}

/** Each framework's guards beside its own empty middleware. */
export async function passingGuards(adapter: 'koa' | 'express'): Promise<readonly Measurable[]> {
  const issuer = await createJwtIssuer();
  const connect = instantLinxo();
  const empty = adapter === 'koa' ? dispatching(emptyKoa, {}, next) : dispatching(emptyExpress, {}, {}, next);
  return [
    { name: 'an empty middleware', kind: 'floor', measure: () => callTimeNs(empty) },
    await onRequest([TOKEN_ON_REQUEST, adapter, 'accounts_read', connect]),
    await fromCache([CLIENT_TOKEN_IN_CACHE, adapter, 'users_create', connect]),
    await fromCache(['a user’s token in the cache, password as a function', adapter, 'accounts_read', connect]),
    await fromCache(['a user’s token in the cache, password as text', adapter, 'accounts_read', connect, TEXT_USER]),
    ...GUARD_PEERS.map(({ name, how, open }): Measurable => {
      const { pass } = open(issuer);
      return { name, kind: 'peer', how, measure: () => callTimeNs(pass) };
    }),
  ];
}

/** The user was granted something else; a promise that is rejected counts as caught. */
async function refusingCase(adapter: 'koa' | 'express', name: string): Promise<Measurable> {
  const { guard } = guarded(adapter, 'accounts_read', instantLinxo('profile'));
  const caught = () => refusals++;
  const call = () => {
    const answer = deeply(guard);
    if (answer instanceof Promise) answer.catch(caught);
  };
  call();
  // Until the token is there that is judged.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { name, kind: 'ours', measure: () => callTimeNs(call) };
}

/** Guards that refuse, beside an error that is thrown. */
export async function refusingGuards(): Promise<readonly Measurable[]> {
  const issuer = await createJwtIssuer();
  const throwing = () => {
    throw new Error('refused');
  };
  const thrown = () => {
    try {
      return deeply(throwing);
    } catch (error) {
      return error;
    }
  };
  return [
    {
      name: '`throw new Error()`, caught',
      kind: 'floor',
      how: 'with the stack trace that errors have',
      measure: () => callTimeNs(thrown),
    },
    await refusingCase('express', 'Express'),
    await refusingCase('koa', 'Koa'),
    ...GUARD_PEERS.map(({ name, how, open }): Measurable => {
      const { refuse } = open(issuer);
      return { name, kind: 'peer', how, measure: () => callTimeNs(() => deeply(refuse)) };
    }),
  ];
}

/** @throws Error when a guard did not do what was measured */
export function checkGuards(doing: 'pass' | 'refuse'): void {
  if ((doing === 'pass' ? passes : refusals) === 0) throw new Error(`No guard was seen to ${doing}.`);
}
