import type { Clock, Linxo, ResourceOwner } from '@linxo-guard/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Adapter, Served } from '../contract/adapter.ts';
import { expressAdapter } from '../contract/express.ts';
import { koaAdapter } from '../contract/koa.ts';
import { EXPRESS_VERSIONS, KOA_MAJORS } from '../support/framework-versions.ts';
import { FUNCTION_FAULTS, type FunctionFault, type Outcome, OWN_ERROR, TIMEOUT_MS } from './application-functions.ts';
import { CAMILLE, createWorld, ODETTE, type World } from './world.ts';

/** More than the slowest machine needs beside the time limit. */
const SLACK_MS = 3_000;
const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
const STATUS_OF: Readonly<Record<string, number>> = {
  token: 200,
  ERR_APPLICATION_TIMEOUT: 503,
  ERR_USER_REQUIRED: 401,
};
const statusOf = (outcome: Outcome) => STATUS_OF[outcome] ?? 500;

let world: World;
const served: Served[] = [];
afterEach(async () => {
  for (const { close } of served.splice(0)) await close();
  await world.close();
});

function shownOf(error: unknown): string {
  if (!(error instanceof Error)) return `no error: ${String(error)}`;
  if ('code' in error) return String(error.code);
  if (error.message === OWN_ERROR) return 'the error itself';
  return error.message.includes('threw a value that is no Error') ? 'an error about no error' : error.message;
}

const WAYS = {
  'tokens.getAccessToken': async (connect: Linxo, subject: ResourceOwner) =>
    connect.tokens.getAccessToken({ subject, scopes: ['accounts_read'] }).then(() => 'token', shownOf),
  'an API call': async (connect: Linxo, subject: ResourceOwner) =>
    connect
      .api({ subject, scopes: ['accounts_read'] })
      .get('/accounts')
      .then(() => 'token', shownOf),
};

/** Calls a guarded route once, and returns the status; the handler runs only behind a token. */
async function throughGuard(
  adapter: Adapter,
  user: () => ResourceOwner | Promise<ResourceOwner>,
  handled: () => void,
): Promise<() => Promise<number>> {
  const app = await adapter.serve({
    connect: world.connect,
    user,
    routes: [
      {
        path: '/accounts',
        guarding: { kind: 'scope', args: ['accounts_read'] },
        handle: async () => (handled(), 'handled'),
      },
    ],
  });
  served.push(app);
  return async () => (await fetch(`${app.url}/accounts`)).status;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work;
  expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  return result;
}

// Waiting takes its time: Koa 2 treats promises as Koa 3 does.
const ADAPTERS = [...KOA_MAJORS.slice(0, 1).map(koaAdapter), ...EXPRESS_VERSIONS.map(expressAdapter)];
/** The time limit is short only where it is what ends the call, so that a slow machine does not count as a hung function. */
const limitsOf = ({ sees }: FunctionFault) => (sees === 'ERR_APPLICATION_TIMEOUT' ? { timeoutMs: TIMEOUT_MS } : {});
/** Waits until a call is served: with a short time limit, a slow machine may need more than one. */
const isServed = (call: () => Promise<string>) => expect.poll(call, { timeout: 5_000 }).toBe('token');

describe.each(Object.entries(WAYS))('through %s', (_, way) => {
  it.each(FUNCTION_FAULTS)(
    "a user's password function that $does: $sees, in time; nobody else notices",
    async (row) => {
      let calls = 0;
      world = await createWorld(limitsOf(row));
      const password = () => (calls++, row.act(CAMILLE.password)) as string;
      const subject = { username: CAMILLE.username, password };
      for (const call of [1, 2]) {
        expect(await inTime(way(world.connect, subject))).toBe(row.sees);
        expect(calls).toBe(call);
      }
      expect(world.sandbox.log.tokenRequests).toHaveLength(0);
      await isServed(() => way(world.connect, ODETTE));
      // Nothing is remembered, and the same user with a function that works is served.
      await isServed(() => way(world.connect, { ...subject, password: () => CAMILLE.password as string }));
      expect(world.connect.status()).toEqual({ state: 'ready' });
    },
  );

  it.each(FUNCTION_FAULTS)('a clientSecret function that $does: $sees, in time, and it is asked again', async (row) => {
    let calls = 0;
    let isWell = false;
    const clientSecret = () => (calls++, isWell ? world.sandbox.options.clientSecret : row.act(undefined)) as string;
    world = await createWorld({ ...limitsOf(row), clientSecret });
    for (const call of [1, 2]) {
      expect(await inTime(way(world.connect, CAMILLE))).toBe(row.sees);
      expect(calls).toBe(call);
    }
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    isWell = true;
    await isServed(() => way(world.connect, CAMILLE));
    await isServed(() => way(world.connect, ODETTE));
    expect(calls).toBe(3);
  });
});

describe.each(ADAPTERS)('through a guard of $name', (adapter) => {
  const CASES = ['user', 'password', 'clientSecret'] as const;

  async function guarded(row: FunctionFault, faulty: (typeof CASES)[number]) {
    let handled = 0;
    const act = (right: unknown) => row.act(right) as string;
    world = await createWorld({
      ...limitsOf(row),
      ...(faulty === 'clientSecret' ? { clientSecret: () => act('') } : {}),
    });
    const password = () => act(CAMILLE.password);
    const user = {
      user: () => row.act(CAMILLE) as ResourceOwner,
      password: () => ({ username: CAMILLE.username, password }),
      clientSecret: () => CAMILLE,
    }[faulty];
    return { call: await throughGuard(adapter, user, () => handled++), handled: () => handled };
  }

  describe.each(CASES)('a %s function', (faulty) => {
    it.each(FUNCTION_FAULTS)('that $does lets nobody in, and is answered in time', async (row) => {
      const { call, handled } = await guarded(row, faulty);
      const sees = (faulty === 'user' && row.seesAsUser) || row.sees;
      expect(await inTime(call())).toBe(statusOf(sees));
      expect(await inTime(call())).toBe(statusOf(sees));
      expect(handled()).toBe(0);
      expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    });
  });

  it('a password that is a method keeps its `this`, read when the password is needed', async () => {
    class Vault {
      readonly #password = CAMILLE.password as string;
      readonly username = CAMILLE.username;
      password() {
        return this.#password;
      }
    }
    world = await createWorld();
    const call = await throughGuard(
      adapter,
      () => new Vault(),
      () => {},
    );
    expect(await call()).toBe(200);
  });

  it('a user function that is slow, then a password that is slow: one time limit for both', async () => {
    world = await createWorld({ timeoutMs: 1_000, clock: systemClock });
    const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value).unref());
    const password = () => after(60_000, 'never');
    const user = () => after(800, { username: CAMILLE.username, password });
    const call = await throughGuard(adapter, user, () => {});
    const startedAt = performance.now();
    expect(await call()).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(1_600);
  });
});

describe('functions that misbehave only sometimes', () => {
  const OPTIONS = { timeoutMs: TIMEOUT_MS };
  const call = (subject: ResourceOwner) => world.call(subject);

  it('a clientSecret that hangs once, and then works', async () => {
    let calls = 0;
    const clientSecret = () => (calls++ === 0 ? new Promise<never>(() => {}) : world.sandbox.options.clientSecret);
    world = await createWorld({ ...OPTIONS, clientSecret });
    const all = await Promise.all([call(CAMILLE), call(ODETTE), world.call('client', undefined, 'users_create')]);
    expect(new Set(all)).toEqual(new Set(['ERR_APPLICATION_TIMEOUT']));
    expect(calls).toBe(1);
    await isServed(() => call(CAMILLE));
    await isServed(() => call(ODETTE));
    expect(calls).toBe(2);
  });

  it('a password that hangs once, and then works', async () => {
    let calls = 0;
    world = await createWorld(OPTIONS);
    const password = () => (calls++ === 0 ? new Promise<never>(() => {}) : (CAMILLE.password as string));
    const subject = { username: CAMILLE.username, password };
    expect(await Promise.all(Array.from({ length: 20 }, () => call(subject)))).toEqual(
      Array(20).fill('ERR_APPLICATION_TIMEOUT'),
    );
    expect(calls).toBe(1);
    await isServed(() => call(subject));
    expect(calls).toBe(2);
  });

  it('a password that hangs when it is read again after a refusal: one caller waits, until its deadline', async () => {
    let calls = 0;
    world = await createWorld({ timeoutMs: 1_000 });
    const password = () => (calls++ === 0 ? 'stale' : new Promise<never>(() => {}));
    const subject = { username: CAMILLE.username, password };
    expect(await call(subject)).toBe('ERR_CREDENTIALS_REJECTED');
    expect(await inTime(call(subject))).toBe('ERR_APPLICATION_TIMEOUT');
    expect(await inTime(call(subject))).toBe('ERR_CREDENTIALS_REJECTED');
    expect(calls).toBe(2);
    world.pass(1_000);
    expect(await inTime(call(subject))).toBe('ERR_APPLICATION_TIMEOUT');
    expect(calls).toBe(3);
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
    await isServed(() => call(ODETTE));
  });

  it.each<[string, () => Promise<never>, string]>([
    ['hangs', () => new Promise<never>(() => {}), 'ERR_APPLICATION_TIMEOUT'],
    ['throws', () => Promise.reject(new Error(OWN_ERROR)), `Error: ${OWN_ERROR}`],
  ])(
    'a clientSecret that %s when it is read again after a refusal: the refusal is remembered all the same',
    async (_, fail, outcome) => {
      let calls = 0;
      world = await createWorld({ timeoutMs: 1_000, clientSecret: () => (calls++ === 0 ? 'stale' : fail()) });
      expect(await inTime(call(CAMILLE))).toBe(outcome);
      expect(world.sandbox.log.tokenRequests).toHaveLength(1);
      for (let index = 0; index < 20; index++) await inTime(call(CAMILLE));
      expect(world.sandbox.log.tokenRequests).toHaveLength(1);
      expect(calls).toBeLessThanOrEqual(3);
      expect(await call(ODETTE)).toBe('ERR_CLIENT_REJECTED');
    },
  );

  it('a password that is a key vault of its own, down in the refresh window: 500 calls ask it once, and are served', async () => {
    let calls = 0;
    world = await createWorld();
    const password = () => {
      if (calls++ > 0) throw new Error(OWN_ERROR);
      return CAMILLE.password as string;
    };
    const subject = { username: CAMILLE.username, password };
    expect(await call(subject)).toBe('token');
    world.pass(3_400_000);
    for (let index = 0; index < 500; index++) expect(await call(subject)).toBe('token');
    expect(calls).toBe(2);
    world.pass(1_000);
    for (let index = 0; index < 500; index++) expect(await call(subject)).toBe('token');
    expect(calls).toBe(3);
  });

  it('a secret that is read for somebody else is waited for until the own deadline, and no longer', async () => {
    world = await createWorld({
      timeoutMs: 1_000,
      clock: systemClock,
      clientSecret: () => new Promise<never>(() => {}),
    });
    const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value).unref());
    const startedAt = performance.now();
    const slow = call({ username: CAMILLE.username, password: () => after(850, 'password') });
    const other = after(700, undefined).then(() => call(ODETTE));
    expect(await slow).toBe('ERR_APPLICATION_TIMEOUT');
    // The other one's deadline is 700 ms later.
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(await other).toBe('ERR_APPLICATION_TIMEOUT');
  });

  it('close() ends the wait for a function at once', async () => {
    world = await createWorld({ clientSecret: () => new Promise<never>(() => {}) });
    const hung = { username: CAMILLE.username, password: () => new Promise<never>(() => {}) };
    const waiting = [call(ODETTE), call(hung), world.call('client', undefined, 'users_create')];
    await world.connect.close();
    expect(await Promise.all(waiting)).toEqual(['ERR_CLOSED', 'ERR_CLOSED', 'ERR_CLOSED']);
  });
});
