/** Processes that share a store in memory: each is an instance of its own. */
import { setImmediate as turn } from 'node:timers/promises';
import { createLinxo, type Fetch, type Linxo, type LinxoOptions, sealedStore } from '@linxo-guard/core';
import type { SharedTokenStore, SubscribeOptions } from '@linxo-guard/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/async/clock.ts';
import { DEFAULT_POLICY } from '../../src/options/token-policy.ts';
import { GuardedStore } from '../../src/store/guarded-store.ts';
import { StoreGuard } from '../../src/store/store-guard.ts';
import { fakeClock } from '../token/fake-clock.ts';
import { MemoryStore } from './memory-store.ts';

const [OLD, NEW] = [
  'an old secret of more than thirty-two characters',
  'a new secret of more than thirty-two characters',
];
const ALICE = { username: 'alice@example.org', password: 'hunter2' };
const BOB = { username: 'bob@example.org', password: 'hunter2' };
const SCOPES = { scopes: ['accounts_read'] as const };

let memory: MemoryStore;
let requests = 0;
const linxos: Linxo[] = [];

beforeEach(() => {
  memory = new MemoryStore();
  requests = 0;
});
afterEach(async () => {
  await Promise.all(linxos.splice(0).map((linxo) => linxo.close()));
});

const fetch: Fetch = async () =>
  Response.json({ access_token: `token-${++requests}`, token_type: 'Bearer', expires_in: 3_600 });

function process({
  store = memory,
  secrets = [OLD],
  ...options
}: { store?: SharedTokenStore; secrets?: [string, ...string[]] } & Partial<Omit<LinxoOptions, 'store'>> = {}) {
  const environment = { authorizationServer: 'https://auth.example', api: 'https://api.example/v2.1' };
  const linxo = { environment, clientId: 'app', clientSecret: 'secret', fetch, ...options };
  const connect = createLinxo({ ...linxo, store: sealedStore(store, { secrets }) });
  linxos.push(connect);
  return {
    connect,
    call: async (subject = ALICE, more = {}) =>
      (await connect.tokens.getAccessToken({ subject, ...SCOPES, ...more })).value,
    peek: (subject = ALICE) => connect.tokens.peek({ subject, ...SCOPES })?.value,
  };
}

/** Makes a store that does some operations otherwise, and leaves the others to the store in memory. */
function storeWith(otherwise: Partial<SharedTokenStore>): SharedTokenStore {
  return {
    look: (options) => memory.look(options),
    put: (options) => memory.put(options),
    release: (lock, message) => memory.release(lock, message),
    renew: (lock) => memory.renew(lock),
    delete: (key, id) => memory.delete(key, id),
    forget: (options) => memory.forget(options),
    forgottenSince: (sinceMs) => memory.forgottenSince(sinceMs),
    ...otherwise,
  };
}

describe('while a secret of the store is replaced', () => {
  it('a process that has only the old one fetches what it cannot open, at once, and the others use it', async () => {
    const [rotating, old] = [process({ secrets: [NEW, OLD] }), process()];
    await rotating.call();
    const fetched = await old.call();
    expect(requests).toBe(2);
    expect(await process({ secrets: [NEW, OLD] }).call()).toBe(fetched);
    expect(await process().call()).toBe(fetched);
    expect(requests).toBe(2);
  });

  it('a process keeps as many users as before', async () => {
    const { call, peek } = process({ secrets: [NEW, OLD], policy: { maxSubjects: 2 } });
    const tokens = [await call(ALICE), await call(BOB)];
    expect([peek(ALICE), peek(BOB)]).toEqual(tokens);
  });

  it.each([
    { forgetting: [OLD], dropping: [NEW, OLD] },
    { forgetting: [NEW, OLD], dropping: [OLD] },
    { forgetting: [NEW, OLD], dropping: [NEW] },
    { forgetting: [NEW], dropping: [NEW, OLD] },
  ] as const)(
    'a user is dropped whatever the store brings back, by other processes, whichever of the secrets they have (%#)',
    async ({ forgetting, dropping }) => {
      const [one, other] = [process({ secrets: [...forgetting] }), process({ secrets: [...dropping] })];
      await one.call();
      const tokens = [await other.call(), one.peek()];
      const before = memory.dumpEntries();
      expect(await one.connect.tokens.forget(ALICE)).toEqual({ everywhere: true });
      await expect.poll(() => other.peek()).toBeUndefined();
      memory.restart(before);
      expect(tokens).not.toContain(await other.call());
    },
  );
});

it('an entry that nobody can read costs one token request, and no time', async () => {
  const { call } = process();
  await call();
  memory.restart(memory.dumpEntries().map(([key, entries]) => [key, entries.map(unreadable)]));
  expect(await process().call()).toBe('token-2');
  expect(await process().call()).toBe('token-2');
});

const unreadable = <T extends { entry: { sealed: string; id: string } }>(kept: T): T => ({
  ...kept,
  entry: { ...kept.entry, sealed: 'nonsense', id: 'unknown' },
});

describe('a user whom another process forgets is dropped', () => {
  it('although the token was fetched to check a password, or past a store that failed', async () => {
    const [one, other] = [process(), process()];
    await other.call(ALICE, { fresh: true });
    let isDown = true;
    const failing = process({
      policy: { storeTimeoutMs: 50 },
      store: storeWith({
        look(options) {
          if (isDown) throw new Error('down');
          return memory.look(options);
        },
        subscribe: (options) => memory.subscribe(options),
      }),
    });
    await failing.call();
    isDown = false;
    await one.connect.tokens.forget(ALICE);
    await expect.poll(() => [other.peek(), failing.peek()]).toEqual([undefined, undefined]);
  });

  it('by a process that has had more users since than it keeps', async () => {
    const [one, other] = [process(), process({ policy: { maxSubjects: 2 } })];
    await other.call(ALICE);
    for (const name of ['b', 'c', 'd']) {
      other.peek(ALICE);
      await other.call({ ...BOB, username: `${name}@example.org` });
    }
    await one.connect.tokens.forget(ALICE);
    await expect.poll(() => other.peek(ALICE)).toBeUndefined();
  });

  it('by a process whose store has no messages, refuses them, or has lost them', async () => {
    let heard: SubscribeOptions | undefined;
    const lost = process({
      store: storeWith({
        subscribe(options) {
          heard = options;
          options.onReady();
          return () => {};
        },
      }),
    });
    await lost.call();
    heard?.onInterrupted();
    await lost.call(ALICE, { fresh: true });
    const silent = process({ store: storeWith({}) });
    const refused = process({
      store: storeWith({
        subscribe() {
          throw new Error('NOPERM');
        },
      }),
    });
    for (const { call } of [silent, refused]) await call();
    await process().connect.tokens.forget(ALICE);
    const peeks = () => [silent, refused, lost].map(({ peek }) => peek());
    await expect.poll(peeks, { timeout: 5_000 }).toEqual([undefined, undefined, undefined]);
    expect(silent.connect.stats().storeFailures).toBe(0);
    expect(refused.connect.stats().storeFailures).toBe(1);
  });

  it.each([3_600_000, -3_600_000])('by a process with a wrong clock that heard nothing (%i ms)', async (byMs) => {
    let heard: SubscribeOptions | undefined;
    const clock = fakeClock();
    clock.setWallClock(Date.now() - clock.now() + byMs);
    const deaf = process({
      clock,
      store: storeWith({
        subscribe(options) {
          heard = options;
          options.onReady();
          return () => {};
        },
      }),
    });
    await deaf.call();
    await turn();
    await process().connect.tokens.forget(ALICE);
    expect(deaf.peek()).toBe('token-1');
    heard?.onInterrupted();
    heard?.onReady();
    await expect.poll(() => deaf.peek()).toBeUndefined();
  });
});

it('a user whom the store could not be told of is not served anything of the store, whatever the clock says', async () => {
  const one = process();
  await one.call();
  const clock = fakeClock();
  clock.setWallClock(Date.now() - clock.now() - 3_600_000);
  const late = process({
    clock,
    store: storeWith({
      forget() {
        throw new Error('down');
      },
      subscribe: (options) => memory.subscribe(options),
    }),
    policy: { storeTimeoutMs: 50, backoffMinMs: 1, backoffMaxMs: 1 },
  });
  expect(await late.connect.tokens.forget(ALICE)).toEqual({ everywhere: false });
  await expect.poll(() => late.call()).toBe('token-2');
});

it('a user is forgotten although the store was lost a moment later, and comes back with its old data', async () => {
  let heard: SubscribeOptions | undefined;
  const one = process({
    store: storeWith({
      subscribe(options) {
        heard = options;
        return memory.subscribe(options);
      },
    }),
  });
  const old = await one.call();
  const before = memory.dumpEntries();
  expect(await one.connect.tokens.forget(ALICE)).toEqual({ everywhere: true });
  memory.restart(before);
  heard?.onInterrupted();
  heard?.onReady();
  await expect.poll(() => memory.dumpEntries()).toEqual([]);
  expect(await process().call()).not.toBe(old);
});

it('a password that another process was refused with is not looked for again and again, until the user is forgotten', async () => {
  const refusing: Fetch = async () => Response.json({ error: 'invalid_grant', token: ++requests }, { status: 400 });
  const [one, other] = [process({ fetch: refusing }), process({ fetch: refusing })];
  const codeOf = ({ call }: typeof one) => call().catch(({ code }: { code: string }) => code);
  await codeOf(one);
  expect(await codeOf(other)).toBe('ERR_CREDENTIALS_REJECTED');
  const looks = memory.operations['look'];
  for (let call = 0; call < 5; call++) expect(await codeOf(other)).toBe('ERR_CREDENTIALS_REJECTED');
  expect([memory.operations['look'], requests]).toEqual([looks, 1]);
  await other.connect.tokens.forget(ALICE);
  await codeOf(other);
  expect(requests).toBe(2);
});

it('a subscription that is refused is not tried again for every token', async () => {
  let subscriptions = 0;
  const { call, connect } = process({
    store: storeWith({
      subscribe() {
        subscriptions++;
        throw new Error('NOPERM');
      },
    }),
  });
  await call(ALICE);
  await call(BOB);
  expect([subscriptions, connect.stats().storeFailures]).toEqual([1, 1]);
});

it('close() ends a subscription that has not begun yet, and every wait for the store', async () => {
  let signal: AbortSignal | undefined;
  const { call, connect } = process({
    store: storeWith({
      subscribe(options) {
        signal = options.signal;
        return new Promise<never>(() => {});
      },
    }),
  });
  const calling = call().catch(({ code }) => code as string);
  await expect.poll(() => signal).toBeDefined();
  await connect.close();
  expect(signal?.aborted).toBe(true);
  expect(await calling).toBe('ERR_CLOSED');
  expect(connect.stats().storeFailures).toBe(0);
});

it('a token that the API refused is not replaced by an older one of the store', async () => {
  const sent: (string | null)[] = [];
  const api: Fetch = async (url, init) => {
    if (!String(url).startsWith('https://api.example')) return fetch(url, init);
    sent.push(new Headers(init?.headers).get('authorization'));
    return sent.length === 1 ? new Response(null, { status: 401 }) : Response.json([]);
  };
  const [one, other] = [process({ fetch: api }), process()];
  await other.connect.tokens.getAccessToken({ subject: ALICE, scopes: ['accounts_read', 'transactions_read'] });
  // The shared one is older than this one, and would serve as well.
  await one.call(ALICE, { fresh: true });
  await one.connect.api({ subject: ALICE, ...SCOPES }).get('/accounts');
  expect(sent).toEqual(['Bearer token-2', 'Bearer token-3']);
});

describe('after an interruption, those who hold locks come first', () => {
  it('before a question that was asked earlier, and is the first that a store answers which has lost its locks', async () => {
    let answer = () => {};
    const isFetched = new Promise<void>((resolve) => (answer = resolve));
    const slow: Fetch = async (...args) => {
      const answered = await fetch(...args);
      await isFetched;
      return answered;
    };
    const holder = process({ fetch: slow });
    const fetching = holder.call();
    await expect.poll(() => requests).toBe(1);
    memory.restart([]);
    let heard: SubscribeOptions | undefined;
    let looks = 0;
    const other = process({
      store: storeWith({
        look(options) {
          const looked = memory.look(options);
          if (++looks > 1) return looked;
          heard?.onInterrupted();
          heard?.onReady();
          return looked;
        },
        subscribe(options) {
          heard = options;
          options.onReady();
          return () => {};
        },
      }),
    });
    const asking = other.call();
    await expect.poll(() => looks).toBe(1);
    answer();
    expect(await asking).toBe(await fetching);
    expect([looks, requests]).toEqual([2, 1]);
  });

  it('also where the way to the store is lost again while they have their time', async () => {
    let begun = 0;
    let heard: SubscribeOptions | undefined;
    const subscribe = (options: SubscribeOptions) => {
      heard = options;
      return () => {};
    };
    const guard = new StoreGuard(systemClock, { ...DEFAULT_POLICY, onInterrupted: () => void begun++ });
    await new GuardedStore(storeWith({ subscribe }), guard).subscribe({
      inbox: 'inbox',
      onMessage: () => {},
      onReady: () => {},
      onInterrupted: () => {},
    });
    heard?.onReady();
    for (let time = 0; time < 2; time++) {
      heard?.onInterrupted();
      heard?.onInterrupted();
      heard?.onReady();
    }
    expect([begun, guard.interruption.count]).toEqual([2, 2]);
  });

  it('without that a time limit ends the wait', async () => {
    const guard = new StoreGuard(systemClock, { ...DEFAULT_POLICY, storeTimeoutMs: 400, onInterrupted: () => {} });
    guard.interruption.begin();
    guard.interruption.end();
    const answer = guard.attempt('look', async () => {
      await guard.interruption.letHoldersPass();
      return 'answer';
    });
    expect(await answer).toBe('answer');
    expect(guard.failures).toBe(0);
  });
});
