/** Two users' requests never share anything, whatever the application does to the objects that it hands out. */
import { setImmediate } from 'node:timers/promises';
import { isLinxoError, type Linxo, type LinxoAccess, type LinxoError } from '@linxo-guard/core';
import { createGuard, createMount, isDecided, leaveMount, type UserFound } from '@linxo-guard/core/adapter';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Served } from '../contract/adapter.ts';
import { fakeLinxo, tokenOf } from './fake-linxo.ts';
import { type AnyUser, FRAMEWORKS, type Handle } from './frameworks.ts';

const open: Served[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Collects what a handler sees of its user: the subject, the token, and the name in the API's data. */
async function everythingOf(access: LinxoAccess) {
  const [account] = await access.api.get('/accounts');
  const { username } = access.subject as { readonly username: string };
  return [username, access.token.value, account?.name];
}
const handle: Handle = (access) => everythingOf(access);
const everythingFor = (username: string) => [username, tokenOf(username), username];

const USERS = ['alice', 'bob', 'carol'];

/** Ways to hand out credentials. All but the first two do something to an object that was handed out before. */
const HANDING_OUT: Readonly<Record<string, () => AnyUser>> = {
  'an object each': () => (username) => ({ username, password: `of ${username}` }),
  'an object each, later': () => async (username) => {
    await setImmediate();
    return { username, password: `of ${username}` };
  },
  'one object, refilled for each request': () => {
    const shared = { username: '', password: '' };
    return (username) => Object.assign(shared, { username, password: `of ${username}` });
  },
  'one object with a function, refilled for each request': () => {
    const shared = { username: '', password: (): string => '' };
    return (username) => Object.assign(shared, { username, password: () => `of ${username}` });
  },
  'one object, refilled for each request and wiped soon after': () => {
    const shared = { username: '', password: '' };
    return (username) => {
      queueMicrotask(() => Object.assign(shared, { username: 'mallory', password: 'of mallory' }));
      return Object.assign(shared, { username, password: `of ${username}` });
    };
  },
  'a promise of one object, refilled for each request and wiped soon after': () => {
    const shared = { username: '', password: '' };
    return (username) => {
      const found = Promise.resolve(Object.assign(shared, { username, password: `of ${username}` }));
      // The first to look after the promise resolved sees the right user; whoever looks a moment later does not.
      void found.then(() => null).then(() => Object.assign(shared, { username: 'mallory', password: 'of mallory' }));
      return found;
    };
  },
  'a thenable that is refilled for each request': () => {
    const shared = { username: '', password: '' };
    return (username) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- an application's promises may be of a library
      then: (resolve: (user: object) => void) => {
        resolve(Object.assign(shared, { username, password: `of ${username}` }));
      },
    });
  },
  'an object whose username is another one the second time': () => (username) => {
    let reads = 0;
    return {
      password: `of ${username}`,
      get username() {
        return reads++ === 0 ? username : 'mallory';
      },
    };
  },
  "an object whose username is the application's place the second time": () => (username) => {
    let reads = 0;
    return {
      password: `of ${username}`,
      get username() {
        return reads++ === 0 ? username : '';
      },
    };
  },
  'an object whose password is a text, then a function': () => (username) => {
    let reads = 0;
    return {
      username,
      get password() {
        return reads++ === 0 ? `of ${username}` : () => 'of mallory';
      },
    };
  },
  'an object with a password method': () => (username) => ({
    username,
    secret: `of ${username}`,
    password(this: { readonly secret: string }) {
      return this.secret;
    },
  }),
};

describe.each(FRAMEWORKS)('$name: each request gets the data of its own user', ({ serve }) => {
  it.each(Object.entries(HANDING_OUT))('where user hands out %s', async (_, handOut) => {
    const { connect, tokenRequests } = fakeLinxo();
    const served = await serve({ connect, user: handOut(), handle });
    open.push(served);
    const visit = async (username: string) => (await fetch(served.url, { headers: { 'x-user': username } })).json();
    // Cold, then warm; one after the other, then all at once.
    for (const username of [...USERS, ...USERS]) expect(await visit(username)).toEqual(everythingFor(username));
    const many = Array.from({ length: 10 }, () => USERS).flat();
    expect(await Promise.all(many.map(visit))).toEqual(many.map(everythingFor));
    expect(tokenRequests.map(({ password }) => password)).toEqual(USERS.map((name) => `of ${name}`));
    expect(connect.tokens.peek({ subject: 'client', scopes: ['accounts_read'] })).toBeUndefined();
  });

  it('where all requests share one state', async () => {
    const state = {};
    const users = HANDING_OUT['an object each'] as () => AnyUser;
    const served = await serve({ connect: fakeLinxo().connect, user: users(), handle, state });
    open.push(served);
    for (const username of [...USERS, ...USERS]) {
      const answer = await fetch(served.url, { headers: { 'x-user': username } });
      expect(await answer.json()).toEqual(everythingFor(username));
    }
    expect((await fetch(served.url, { headers: { 'x-user': '' } })).status).toBe(500);
  });

  it('where a handler writes on what it is given, and another one reads it', async () => {
    const meddle: Handle = async (access) => {
      for (const target of [access, access.subject, access.token, access.scopes, access.token.scopes]) {
        for (const name of ['username', 'note', 'value', '0']) Reflect.set(target as object, name, 'mallory');
      }
      return everythingOf(access);
    };
    const users = HANDING_OUT['an object with a password method'] as () => AnyUser;
    const served = await serve({ connect: fakeLinxo().connect, user: users(), handle: meddle });
    open.push(served);
    for (const username of [...USERS, ...USERS]) {
      const answer = await fetch(served.url, { headers: { 'x-user': username } });
      expect(await answer.json()).toEqual(everythingFor(username));
    }
  });
});

/** A request whose user is found by a function of its own. */
interface FoundBy {
  readonly find: () => unknown;
}

/** Makes guards of one mount, as an application has them. They decide as an adapter does, and give what they left on the state. */
function guardsOf(connect: Linxo, scopes: readonly string[]) {
  const mount = createMount<FoundBy>(connect, { user: ({ find }) => find() as UserFound });
  const guards = new Map(scopes.map((scope) => [scope, createGuard('all', [scope])]));
  return async (scope: string, request: FoundBy, state: { linxo?: unknown }) => {
    leaveMount(state, mount);
    const decision = guards.get(scope)?.decide(state, request);
    const decided = decision && (isDecided(decision) ? decision : await decision);
    if (!decided?.allowed) throw decided?.refusal;
    return decided as unknown as LinxoAccess;
  };
}

describe('what the requests of the application itself share', () => {
  it('is frozen: access, token, scopes and API client', async () => {
    const { connect } = fakeLinxo();
    const mount = createMount(connect);
    const guard = createGuard('all', ['users_create']);
    const accessOfOneRequest = async () => {
      const state = {};
      leaveMount(state, mount);
      return (await guard.decide(state, {})) as unknown as LinxoAccess;
    };
    await accessOfOneRequest();
    const [one, other] = [await accessOfOneRequest(), await accessOfOneRequest()];
    for (const read of [
      (access: LinxoAccess) => access,
      (access: LinxoAccess) => access.token,
      (access: LinxoAccess) => access.scopes,
      (access: LinxoAccess) => access.api,
    ]) {
      expect(() => Object.assign(read(one) as object, { user: 'alice' })).toThrow(TypeError);
      expect(read(other)).not.toHaveProperty('user');
      expect(Reflect.set(read(one) as object, 'get', () => 'mine')).toBe(false);
    }
  });
});

describe('callers who meet the same failure', () => {
  const failing = { 'the client is refused': 401, 'the server is down': 503, 'the scopes are refused': 400 };

  it.each(Object.entries(failing))('get errors of their own: %s', async (_, status) => {
    const body = { error: status === 401 ? 'invalid_client' : 'invalid_scope' };
    const fetch = async () => Response.json(body, { status });
    const { connect } = fakeLinxo({ fetch, policy: { retries: 0 } });
    const subject = { username: 'alice', password: 'secret' };
    const ask = () => connect.tokens.getAccessToken({ subject, scopes: ['accounts_read'] });
    const failures = [...(await Promise.allSettled([ask(), ask()])), ...(await Promise.allSettled([ask(), ask()]))];
    const errors = failures.map((one) => (one as PromiseRejectedResult).reason as LinxoError);
    const [first, ...others] = errors;
    Object.assign(first?.headers ?? {}, { 'Set-Cookie': 'session=of-alice' });
    Object.assign(first?.upstream ?? {}, { note: 'of alice' });
    Object.assign(first ?? {}, { user: 'alice' });
    for (const other of others) {
      expect(JSON.stringify([other, other.headers, other.upstream])).not.toContain('alice');
      expect(other).toBeInstanceOf(first?.constructor);
      expect(isLinxoError(other, first?.code ?? 'ERR_CLOSED')).toBe(true);
      expect([other.message, other.status]).toEqual([first?.message, first?.status]);
      expect(String(other)).toBe(String(first));
    }
  });
});

describe('no guard is passed by what an object inherits', () => {
  afterEach(() => {
    for (const name of ['allowed', 'refusal', 'linxo', 'user']) Reflect.deleteProperty(Object.prototype, name);
  });

  it.each(['allowed', 'refusal', 'linxo', 'user'])('whatever Object.prototype.%s is', async (name) => {
    for (const value of [true, false, {}, () => true]) {
      // oxlint-disable-next-line no-extend-native
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
      for (const user of [() => null, async () => null, () => ({ username: 'alice', password: 'wrong' })]) {
        for (const { serve } of FRAMEWORKS) {
          let hasRun = false;
          const served = await serve({ connect: fakeLinxo().connect, user, handle: () => (hasRun = true) });
          open.push(served);
          expect([(await fetch(served.url)).status >= 400, hasRun]).toEqual([true, false]);
        }
      }
    }
  });
});

describe('in whatever order things happen', () => {
  const username = fc.constantFrom(...USERS);
  const way = fc.constantFrom(...Object.keys(HANDING_OUT));
  const scopes = ['accounts_read', 'transactions_read'];
  const scope = fc.constantFrom(...scopes);

  it('a request gets the token and the data of its own user', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.tuple(username, way, scope), { maxLength: 12 }),
        async (s, requests) => {
          const { connect } = fakeLinxo({}, () => s.schedule(Promise.resolve()));
          const pass = guardsOf(connect, scopes);
          const users = new Map(Object.entries(HANDING_OUT).map(([name, make]) => [name, make()]));
          const state = {};
          const visits = requests.map(async ([name, how, needed], index) => {
            await s.schedule(Promise.resolve());
            // Every second request shares its state with others, by mistake.
            const request = { find: () => users.get(how)?.(name) };
            const stateOfThis = index % 2 ? state : {};
            const access = await pass(needed, request, stateOfThis);
            await s.schedule(Promise.resolve());
            // A second guard of the same request, which reuses what it can.
            const again = await pass('accounts_read', request, stateOfThis);
            await s.schedule(Promise.resolve());
            expect(await everythingOf(again)).toEqual(everythingFor(name));
            return everythingOf(access);
          });
          const seen = Promise.all(visits);
          await s.waitFor(seen);
          expect(await seen).toEqual(requests.map(([name]) => everythingFor(name)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
