/** Whatever the application's functions do, no guard passes, and no request stays unanswered. */
// oxlint-disable unicorn/no-thenable -- the application's functions may return any thenable
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LinxoOptions } from '@linxo-guard/core';
import { createGuard, createMount, leaveMount } from '@linxo-guard/core/adapter';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Served } from '../contract/adapter.ts';
import { fakeLinxo } from './fake-linxo.ts';
import { type AnyUser, FRAMEWORKS, type Shape, SHAPES } from './frameworks.ts';
import { THROWN, throwing } from '../support/thrown.mjs';

const open: Served[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Serves a guarded application. What it returns visits it as a user, and tells what came of the request. */
async function serveGuarded({ serve }: Shape, options: Partial<LinxoOptions> = {}) {
  let user: AnyUser = () => undefined;
  let hasRun = false;
  const { connect, tokenRequests } = fakeLinxo({ policy: { retries: 0 }, ...options });
  const served = await serve({ connect, user: (name) => user(name), handle: () => (hasRun = true) });
  open.push(served);
  const visit = async (one: AnyUser) => {
    [user, hasRun] = [one, false];
    const { status } = await fetch(served.url, { signal: AbortSignal.timeout(5_000) });
    return { hasRun, isRefused: status >= 400 };
  };
  return { visit, tokenRequests };
}

/** Returns the names of the values with which somebody passed, or stayed without an answer. */
async function failingOf(tries: (thrown: unknown) => Promise<object>): Promise<readonly string[]> {
  const failing: string[] = [];
  for (const [name, thrown] of THROWN) {
    const outcome = await tries(thrown).catch((error: unknown) => ({ error: String(error) }));
    if (!isDeepStrictEqual(outcome, REFUSED)) failing.push(`${name}: ${JSON.stringify(outcome)}`);
  }
  return failing;
}

const REFUSED = { hasRun: false, isRefused: true };
const PASSED = { hasRun: true, isRefused: false };

const credentials = { username: 'alice', password: 'secret' };
const getter = (name: string, get: () => unknown) => Object.defineProperty({ ...credentials }, name, { get });

/** Lists the ways in which a `user` function may throw a value. */
const WAYS: Readonly<Record<string, (thrown: unknown) => AnyUser>> = {
  'throws it': throwing,
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors
  'rejects with it': (thrown) => () => Promise.reject(thrown),
  'rejects with it later': (thrown) => async () => {
    await setTimeout(1);
    throw thrown;
  },
  'returns a thenable that throws it': (thrown) => () => ({ then: throwing(thrown) }),
  'returns a thenable that rejects with it': (thrown) => () => ({
    then: (_: unknown, reject: (reason: unknown) => void) => reject(thrown),
  }),
  'returns an object whose `then` throws it': (thrown) => () => getter('then', throwing(thrown)),
  'returns an object whose username throws it': (thrown) => () => getter('username', throwing(thrown)),
  'returns an object whose password throws it': (thrown) => () => getter('password', throwing(thrown)),
  'returns a promise of an object whose username throws it': (thrown) => async () =>
    getter('username', throwing(thrown)),
  'returns a proxy that throws it': (thrown) => () => new Proxy({}, { get: throwing(thrown) }),
  'returns a password function that throws it': (thrown) => () => ({ ...credentials, password: throwing(thrown) }),
  'returns a password function that rejects with it': (thrown) => () => ({
    ...credentials,
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors
    password: () => Promise.reject(thrown),
  }),
  'returns a password function whose `bind` and `call` throw it': (thrown) => () => ({
    username: 'alice',
    password: Object.assign(() => 'wrong', { bind: throwing(thrown), call: throwing(thrown), apply: throwing(thrown) }),
  }),
  'returns a password function that is a proxy which throws it': (thrown) => () => ({
    username: 'alice',
    password: new Proxy(() => 'wrong', { apply: throwing(thrown), get: throwing(thrown) }),
  }),
  'returns a password thenable that throws it': (thrown) => () => ({
    ...credentials,
    password: () => ({ then: throwing(thrown) }),
  }),
};

describe.each(SHAPES)('$name', (shape) => {
  it.each(Object.entries(WAYS))('is passed by nobody and answers, where user %s', async (_, way) => {
    const { visit } = await serveGuarded(shape);
    expect(await failingOf((thrown) => visit(way(thrown)))).toEqual([]);
  });

  it('is passed by nobody and answers, whatever clientSecret throws or rejects with', async () => {
    const throwingSecret = async (clientSecret: () => never | Promise<never>) =>
      (await serveGuarded(shape, { clientSecret })).visit(() => credentials);
    expect(await failingOf((thrown) => throwingSecret(throwing(thrown)))).toEqual([]);
    expect(await failingOf((thrown) => throwingSecret(async () => throwing(thrown)()))).toEqual([]);
  });

  it('is passed by nobody and answers, whatever a clock or fetch throws', async () => {
    const throwingClock = async (thrown: unknown) => {
      let isBroken = false;
      const now = () => (isBroken ? throwing(thrown)() : Date.now());
      const { visit } = await serveGuarded(shape, { clock: { now, monotonic: () => performance.now() } });
      return visit(() => ((isBroken = true), credentials));
    };
    expect(await failingOf(throwingClock)).toEqual([]);
    const throwingFetch = async (thrown: unknown) =>
      (await serveGuarded(shape, { fetch: throwing(thrown) })).visit(() => credentials);
    expect(await failingOf(throwingFetch)).toEqual([]);
  });

  it('passes who is signed in, and answers who is not', async () => {
    const { visit } = await serveGuarded(shape);
    expect(await visit(() => credentials)).toEqual(PASSED);
    for (const nobody of [null, undefined]) expect(await visit(() => nobody)).toEqual(REFUSED);
  });

  it('listens to the first call back of a thenable only', async () => {
    const twice = (one: unknown, other: unknown) => () => ({
      then(resolve: (value: unknown) => void, reject: (reason: unknown) => void) {
        resolve(one);
        resolve(other);
        reject(null);
        throw null;
      },
    });
    const { visit } = await serveGuarded(shape);
    expect(await visit(twice(credentials, undefined))).toEqual(PASSED);
    expect(await visit(twice(undefined, credentials))).toEqual(REFUSED);
  });

  it.each<[string, AnyUser]>([
    ['a promise that never settles', () => new Promise(() => {})],
    ['a thenable that never calls back', () => ({ then() {} })],
    ['a password that never comes', () => ({ ...credentials, password: () => new Promise(() => {}) })],
  ])('answers before long where user gives %s', async (_, user) => {
    const { visit } = await serveGuarded(shape, { timeoutMs: 50 });
    expect(await visit(user)).toEqual(REFUSED);
  });

  it.each<[string, Partial<LinxoOptions>]>([
    ['clientSecret gives a promise that never settles', { clientSecret: () => new Promise(() => {}) }],
    ['fetch gives a promise that never settles', { fetch: () => new Promise(() => {}) }],
    ['fetch gives an answer without an end', { fetch: async () => new Response(new ReadableStream()) }],
  ])('answers before long where %s', async (_, options) => {
    const { visit } = await serveGuarded(shape, { timeoutMs: 50, ...options });
    expect(await visit(() => credentials)).toEqual(REFUSED);
  });
});

it('what a guard throws or rejects with is an Error, whatever the state and the mount are', async () => {
  const guard = createGuard('all', ['accounts_read']);
  const states = [
    Object.defineProperty({}, 'linxo', { get: throwing(null), configurable: true }),
    Object.defineProperty({}, 'linxo', { get: () => undefined, set: throwing('route'), configurable: true }),
  ];
  for (const state of states) {
    leaveMount(state, createMount(fakeLinxo().connect, { user: () => credentials }));
    const decided = (async () => guard.decide(state, {}))();
    await expect(decided).rejects.toBeInstanceOf(Error);
  }
  await expect((async () => guard.decide(new Proxy({}, { get: throwing(null) }), {}))()).rejects.toBeInstanceOf(Error);
});

/** Values that are no credentials: primitives, and objects that lack one part or have it in the wrong form. */
const noCredentials = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
  fc.record({ username: fc.anything() }),
  fc.record({ username: fc.oneof(fc.constant(''), fc.integer(), fc.array(fc.string())), password: fc.string() }),
  fc.record({ username: fc.string(), password: fc.oneof(fc.constant(''), fc.integer(), fc.constant(null)) }),
);

describe.each(FRAMEWORKS)('$name', (shape) => {
  it.each(THROWN.slice(0, 3))(
    'is passed by nobody and answers where what keeps the state throws %s',
    async (_, thrown) => {
      const state = new Proxy({}, { get: throwing(thrown), set: throwing(thrown) });
      let hasRun = false;
      const { connect } = fakeLinxo();
      const served = await shape.serve({ connect, state, user: () => credentials, handle: () => (hasRun = true) });
      open.push(served);
      const { status } = await fetch(served.url, { signal: AbortSignal.timeout(5_000) });
      expect({ hasRun, isRefused: status >= 400 }).toEqual(REFUSED);
    },
  );

  it('is passed by nobody and answers, whatever user throws, rejects with or returns', async () => {
    const { visit, tokenRequests } = await serveGuarded(shape);
    const user = fc.oneof(
      fc.tuple(fc.constantFrom(...Object.values(WAYS)), fc.anything()).map(([way, thrown]) => way(thrown)),
      noCredentials.map((value) => () => value),
      noCredentials.map((value) => async () => value),
    );
    const property = fc.asyncProperty(user, async (one) => {
      expect(await visit(one)).toEqual(REFUSED);
    });
    await fc.assert(property, { numRuns: 200 });
    expect(tokenRequests.filter(({ password }) => password !== 'wrong')).toEqual([]);
  });
});

it.each([undefined, null, {}, 'text', { status: 500 }, new Error('given, not thrown')])(
  'an API call in a handler fails with an Error of the library where an injected fetch gives %o',
  async (given) => {
    const fetch = async (url: string) =>
      url.endsWith('/token')
        ? Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60 })
        : (given as unknown as Response);
    const api = fakeLinxo({ fetch }).connect.api({ subject: 'client', scopes: ['accounts_read'] });
    await expect(api.get('/accounts')).rejects.toMatchObject({ code: 'ERR_API_UNAVAILABLE' });
  },
);

it('an API call in a handler fails with an Error, whatever an injected fetch throws', async () => {
  for (const [name, thrown] of THROWN) {
    for (const cause of [thrown, new Error('x', { cause: thrown })]) {
      const fetch = async (url: string) =>
        url.endsWith('/token')
          ? Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60 })
          : throwing(cause)();
      const api = fakeLinxo({ fetch }).connect.api({ subject: 'client', scopes: ['accounts_read'] });
      const failure: unknown = await api.get('/accounts').catch((error: unknown) => error);
      expect([name, (failure as { code?: string }).code]).toEqual([name, 'ERR_API_UNAVAILABLE']);
    }
  }
});
