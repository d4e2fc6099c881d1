/** The middleware for Express calls `next` once, whatever is thrown, and leaves no promise that somebody has to look at. */
import { isNativeError } from 'node:util/types';
import { LinxoError } from '@linxo-guard/core';
import { createMount, leaveMount } from '@linxo-guard/core/adapter';
import { linxo, problemDetails, requireScope } from '@linxo-guard/express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../contract/listen.ts';
import { EXPRESS_VERSIONS } from '../support/framework-versions.ts';
import { THROWN, throwing } from '../support/thrown.mjs';
import { fakeLinxo } from './fake-linxo.ts';

type Next = (...args: unknown[]) => void;
type Middleware = (request: object, response: object, next: Next) => unknown;

const credentials = { username: 'alice', password: 'secret' };

/** Errors that reach the process: rejections that nobody handles, and what is thrown where nobody catches. */
const stray: unknown[] = [];
const note = (error: unknown) => void stray.push(error);
let others: NodeJS.UncaughtExceptionListener[];
beforeEach(() => {
  others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('unhandledRejection', note).on('uncaughtException', note);
  stray.length = 0;
});
afterEach(() => {
  process.off('unhandledRejection', note).off('uncaughtException', note);
  for (const listener of others) process.on('uncaughtException', listener);
});
/** Lets Node find the promises that nobody looks at: it does so once the microtasks have run. */
const settled = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
};

/** The locals of a request on which an instance is mounted. */
function mounted(user: () => unknown): object {
  const locals = {};
  leaveMount(locals, createMount(fakeLinxo({ policy: { retries: 0 } }).connect, { user: user as never }));
  return locals;
}

/** Calls middleware as Express 4 does, which looks at nothing that it returns. Returns the arguments of each call of `next`. */
async function callsOf(middleware: Middleware, response: object, next: Next = () => {}): Promise<unknown[][]> {
  const calls: unknown[][] = [];
  middleware({ get: () => undefined }, response, (...args) => {
    calls.push(args);
    next(...args);
  });
  await expect.poll(() => calls.length, { interval: 1 }).toBeGreaterThan(0);
  await settled();
  return calls;
}

const guard = () => requireScope('accounts_read') as Middleware;
const WAYS: Readonly<Record<string, (thrown: unknown) => () => unknown>> = {
  throws: throwing,
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors
  'rejects with': (thrown) => () => Promise.reject(thrown),
  'gives a password function that throws': (thrown) => () => ({ ...credentials, password: throwing(thrown) }),
};

describe.each(Object.entries(WAYS))('a guard whose user function %s', (_, way) => {
  it.each(THROWN)('%s tells next of one Error', async (__, thrown) => {
    const calls = await callsOf(guard(), { locals: mounted(way(thrown)) });
    // An error of another realm is none by `instanceof`.
    expect(calls.map((args) => args.map(isNativeError))).toEqual([[true]]);
    expect(stray).toEqual([]);
  });
});

describe('a guard', () => {
  it('tells next of nothing but its turn where the request may continue', async () => {
    expect(await callsOf(guard(), { locals: mounted(() => credentials) })).toEqual([[]]);
    expect(await callsOf(guard(), { locals: mounted(async () => credentials) })).toEqual([[]]);
    expect(stray).toEqual([]);
  });

  it('tells next of a refusal, early and late', async () => {
    const refused = [[expect.objectContaining({ code: 'ERR_USER_REQUIRED' })]];
    expect(await callsOf(guard(), { locals: mounted(() => null) })).toEqual(refused);
    expect(await callsOf(guard(), { locals: mounted(async () => null) })).toEqual(refused);
    expect(stray).toEqual([]);
  });

  it.each<[string, object]>([
    ['are not there', {}],
    ['are frozen', { locals: Object.freeze({}) }],
    ['cannot be read', Object.defineProperty({}, 'locals', { get: throwing(null) })],
    ['end the route where they are read', Object.defineProperty({}, 'locals', { get: throwing('route') })],
    ['are a proxy that throws', { locals: new Proxy({}, { get: throwing('router'), set: throwing('router') }) }],
  ])('tells next of one Error where the locals %s, and so does linxo()', async (_, response) => {
    expect(await callsOf(guard(), response)).toEqual([[expect.any(Error)]]);
    const mount = linxo(fakeLinxo().connect) as Middleware;
    expect(await callsOf(mount, response)).toEqual([[expect.any(Error)]]);
    expect(stray).toEqual([]);
  });

  it('is not told to have failed where next throws early: who called the guard gets that', async () => {
    const calls: unknown[][] = [];
    const locals = mounted(() => null);
    const failing: Next = (...args) => {
      calls.push(args);
      throw new Error('of the next handler');
    };
    expect(() => guard()({}, { locals }, failing)).toThrow('of the next handler');
    expect(calls).toHaveLength(1);
  });

  it.each<[string, () => unknown]>([
    ['passes', async () => credentials],
    ['is refused', async () => null],
    ['fails', async () => throwing(null)()],
  ])('is not told to have failed where next throws late, after a request that %s', async (_, user) => {
    const failure = new Error('of the next handler');
    expect(await callsOf(guard(), { locals: mounted(user) }, throwing(failure))).toHaveLength(1);
    // It is thrown where nobody catches it, as where Node calls back, and is neither swallowed nor a rejection.
    expect(stray).toEqual([failure]);
  });

  it('gives who awaits it a promise that is fulfilled when next was called', async () => {
    for (const user of [async () => credentials, async () => null, async () => throwing('route')()]) {
      const calls: unknown[][] = [];
      await guard()({}, { locals: mounted(user) }, (...args) => void calls.push(args));
      expect(calls).toHaveLength(1);
    }
  });
});

describe.each(EXPRESS_VERSIONS)('on $name, a handler that throws behind a guard', ({ express }) => {
  it.each<[string, () => unknown]>([
    ['decides early', () => credentials],
    ['decides late', async () => credentials],
  ])('that %s is reported once, as itself, and runs once', async (_, user) => {
    const failure = new Error('of the handler');
    const told: unknown[] = [];
    let runs = 0;
    const fail: RequestHandler = () => {
      runs += 1;
      throw failure;
    };
    const tell: ErrorRequestHandler = (error, _request, response, _next) => {
      told.push(error);
      response.status(500).end();
    };
    const app = express();
    app.use(linxo(fakeLinxo().connect, { user: user as () => typeof credentials }));
    app.get('/', requireScope('accounts_read') as RequestHandler, fail);
    app.use(problemDetails(), tell);
    const { url, close } = await listen(app);
    // The first request waits for the token, the second finds it.
    for (const time of [1, 2]) {
      expect((await fetch(url)).status).toBe(500);
      expect([runs, told]).toEqual([time, Array.from({ length: time }, () => failure)]);
    }
    await close();
    await settled();
    expect(stray).toEqual([]);
  });
});

describe('problemDetails()', () => {
  type OnError = (error: unknown, request: object, response: object, next: Next) => unknown;
  const answer = problemDetails() as unknown as OnError;
  const callsFor = (error: unknown, response: object) =>
    callsOf((request, _, next) => answer(error, request, response, next), response);

  const unreadable = ['a revoked proxy', 'an Error of the library with status 200'];
  it.each(THROWN.filter(([name]) => !unreadable.includes(name)))('passes %s on once, as it is', async (_, thrown) => {
    const calls = await callsFor(thrown, { headersSent: false });
    expect(calls.map((args) => Object.is(args[0], thrown))).toEqual([true]);
    expect(stray).toEqual([]);
  });

  it('passes an Error on once for what cannot be read', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(await callsFor(proxy, { headersSent: false })).toEqual([[expect.any(TypeError)]]);
  });

  it('passes on once what kept it from answering', async () => {
    const refusal = new LinxoError('ERR_USER_REQUIRED', 'x', { headers: { a: 'b\r\nc: d' } });
    const broken = { status: () => broken, set: throwing(new TypeError('no such header')), headersSent: false };
    expect(await callsFor(refusal, broken)).toEqual([[expect.any(TypeError)]]);
    const route = { status: throwing('route'), headersSent: false };
    expect(await callsFor(refusal, route)).toEqual([[expect.any(Error)]]);
  });

  it('passes its own errors on where the answer has begun', async () => {
    const refusal = new LinxoError('ERR_USER_REQUIRED', 'x');
    expect(await callsFor(refusal, { headersSent: true })).toEqual([[refusal]]);
  });
});
