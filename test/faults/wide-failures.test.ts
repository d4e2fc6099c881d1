import type { Subject } from '@linxo-guard/core';
import type { Fault } from '@linxo-guard/core/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, crowdOf, type World } from './world.ts';

const UNAVAILABLE = 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE';
const REJECTED = 'ERR_CLIENT_REJECTED';
const SERVER_DOWN: Fault = { kind: 'status', status: 500 };
const SECOND_MS = 1_000;
/** The places of the line: token requests that are under way at once. */
const PLACES = 64;

let world: World;
afterEach(() => world.close());
const requests = () => world.sandbox.log.tokenRequests.length;
const state = () => world.connect.status().state;

describe('the server is down', () => {
  const USERS = crowdOf(300);
  const [first, second, third, fourth] = USERS as unknown as readonly [Subject, Subject, Subject, Subject];

  it('three different requests in a row mark it: the fourth is refused unsent, the application too', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    for (const subject of [first, second, third]) expect(await world.call(subject)).toBe(UNAVAILABLE);
    expect(requests()).toBe(9);
    expect(state()).toBe('failing');
    expect(await world.call(fourth)).toBe(UNAVAILABLE);
    expect(await world.call('client', undefined, 'users_create')).toBe(UNAVAILABLE);
    expect(requests()).toBe(9);
  });

  it('three requests of one user do not mark it: another user is served', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.next('token', SERVER_DOWN, 9);
    for (const scope of ['accounts_read', 'transactions_read', 'profile'] as const)
      expect(await world.call(first, undefined, scope)).toBe(UNAVAILABLE);
    expect([requests(), state()]).toEqual([9, 'ready']);
    expect(await world.call(second)).toBe('token');
  });

  it('one request of another user after them marks it', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    for (const scope of ['accounts_read', 'transactions_read', 'profile'] as const)
      await world.call(first, undefined, scope);
    await world.call(second);
    expect(state()).toBe('failing');
    expect(await world.call(third)).toBe(UNAVAILABLE);
    expect(requests()).toBe(12);
  });

  it('a success between keeps it unmarked', async () => {
    world = await createWorld({}, USERS);
    for (const subject of [first, second]) {
      world.sandbox.faults.next('token', SERVER_DOWN, 3);
      expect(await world.call(subject)).toBe(UNAVAILABLE);
    }
    expect(await world.call(fourth)).toBe('token');
    world.sandbox.faults.next('token', SERVER_DOWN, 3);
    expect(await world.call(third)).toBe(UNAVAILABLE);
    expect(state()).toBe('ready');
  });

  it('300 users call at once: each place of the line is used at most three times', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    expect(await world.callAll(USERS)).toEqual({ [UNAVAILABLE]: 300 });
    expect(requests()).toBeLessThanOrEqual(3 * PLACES);
    expect(state()).toBe('failing');
    const before = requests();
    expect(await world.callAll(USERS)).toEqual({ [UNAVAILABLE]: 300 });
    expect(requests()).toBe(before);
  });

  it('300 users call at once at the end of the pause: one request probes', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    await world.callAll(USERS);
    world.pass(SECOND_MS);
    const before = requests();
    expect(await world.callAll(USERS)).toEqual({ [UNAVAILABLE]: 300 });
    expect(requests() - before).toBe(1);
    // The next pause is twice as long.
    world.pass(1_500);
    await world.callAll(USERS);
    expect(requests() - before).toBe(1);
    world.pass(500);
    world.sandbox.faults.clear();
    expect(await world.call(first)).toBe('token');
    expect(await world.callAll(USERS)).toEqual({ token: 300 });
    expect(requests() - before).toBe(1 + 300);
    expect(state()).toBe('ready');
  });

  it('a probe that waits for its own password holds up nobody', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    await world.callAll(USERS);
    world.sandbox.faults.clear();
    world.pass(SECOND_MS);
    let reveal = (_password: string) => {};
    const password = () => new Promise<string>((resolve) => (reveal = resolve));
    const slow = world.call({ username: 'user-0@example.org', password });
    expect(await world.callAll(USERS.slice(1, 2))).toEqual({ token: 1 });
    expect(await world.callAll(USERS.slice(2))).toEqual({ token: 298 });
    reveal('password of 0');
    expect(await slow).toBe('token');
  });

  it('an outage of last night holds up nobody this morning', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', SERVER_DOWN);
    await world.callAll(USERS);
    world.sandbox.faults.clear();
    world.pass(8 * 3600 * SECOND_MS);
    expect(await world.callAll(USERS)).toEqual({ token: 300 });
  });

  it('a pause that the server asks three users for is the normal back-off for everybody else', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always('token', { kind: 'retryAfter', after: 600 });
    await world.callAll(USERS.slice(0, 3));
    expect(requests()).toBe(3);
    expect(await world.call(fourth)).toBe(UNAVAILABLE);
    expect(requests()).toBe(3);
    world.sandbox.faults.clear();
    world.pass(SECOND_MS);
    expect(await world.call(fourth)).toBe('token');
    expect(await world.call(first)).toBe(UNAVAILABLE);
    world.pass(300 * SECOND_MS);
    expect(await world.callAll(USERS.slice(0, 3))).toEqual({ token: 3 });
  });
});

describe('the client is refused', () => {
  const USERS = crowdOf(50);

  it('at once to 50 users, for a moment: it counts as one failure, and all are served a second later', async () => {
    world = await createWorld({}, USERS);
    using hold = world.sandbox.hold('token');
    world.sandbox.faults.next('token', { kind: 'oauthError', error: 'invalid_client', status: 401 }, 50);
    const all = world.callAll(USERS);
    await hold.reached(50);
    hold.release();
    expect(await all).toEqual({ [REJECTED]: 50 });
    world.sandbox.faults.clear();
    expect(await world.callAll(USERS)).toEqual({ [REJECTED]: 50 });
    expect(requests()).toBe(50);
    world.pass(SECOND_MS);
    expect(await world.call(USERS[0])).toBe('token');
    expect(await world.callAll(USERS)).toEqual({ token: 50 });
  });

  it('with a secret that is a function: 50 refusals at once ask it again once', async () => {
    let asked = 0;
    world = await createWorld({ clientSecret: () => (asked++, 'wrong') }, USERS);
    using hold = world.sandbox.hold('token');
    const all = world.callAll(USERS);
    await hold.reached(50);
    hold.release();
    expect(await all).toEqual({ [REJECTED]: 50 });
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('at the end of the pause 50 users send one request', async () => {
    world = await createWorld({ clientSecret: 'wrong' }, USERS);
    expect(await world.call(USERS[0])).toBe(REJECTED);
    world.pass(SECOND_MS);
    expect(await world.callAll(USERS)).toEqual({ [REJECTED]: 50 });
    expect(requests()).toBe(2);
  });

  it('for one user only, as unauthorized_client: nobody else notices; for three in a row: all users wait for 30 s', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.faults.always(
      { token: { grant_type: 'password' } },
      { kind: 'oauthError', error: 'unauthorized_client' },
    );
    expect(await world.callAll(USERS.slice(0, 2))).toEqual({ [REJECTED]: 2 });
    expect(state()).toBe('ready');
    expect(await world.callAll(USERS.slice(2, 3))).toEqual({ [REJECTED]: 1 });
    expect(state()).toBe('failing');
    expect(await world.callAll(USERS.slice(3))).toEqual({ [REJECTED]: 47 });
    expect(requests()).toBe(3);
    // The application's own grant is another one.
    expect(await world.call('client', undefined, 'users_create')).toBe('token');
    world.sandbox.faults.clear();
    world.pass(30 * SECOND_MS - 1);
    expect(await world.call(USERS[9])).toBe(REJECTED);
    world.pass(1);
    expect(await world.call(USERS[9])).toBe('token');
    expect(await world.callAll(USERS)).toEqual({ token: 50 });
  });

  it('Basic is refused and the body is accepted: the application is refused, its users are served', async () => {
    world = await createWorld({}, USERS);
    world.sandbox.rules.clientAuthentication = 'client_secret_post';
    expect(await world.call('client', undefined, 'users_create')).toBe(REJECTED);
    expect(await world.callAll(USERS)).toEqual({ token: 50 });
    expect(await world.call('client', undefined, 'users_create')).toBe(REJECTED);
    expect(requests()).toBe(51);
  });
});

describe('passwords are guessed', () => {
  const TOO_MANY = 'ERR_TOO_MANY_ATTEMPTS';
  const USERS = crowdOf(2);
  const guess = (index: number) => ({ username: 'user-0@example.org', password: `guess ${index}` });

  const GUESSES = Array.from({ length: 25 }, (_, index) => guess(index));
  const FIVE_ARE_SENT = { ERR_CREDENTIALS_REJECTED: 5, [TOO_MANY]: 20 };

  it('25 for one username, at once: five are sent', async () => {
    world = await createWorld({}, USERS);
    expect(await world.callAll(GUESSES)).toEqual(FIVE_ARE_SENT);
    expect(requests()).toBe(5);
    expect(await world.call(USERS[1])).toBe('token');
  });

  it('25 for one username, one after the other: five are sent', async () => {
    world = await createWorld({}, USERS);
    const outcomes: string[] = [];
    for (const one of GUESSES) outcomes.push(await world.call(one));
    expect(outcomes).toEqual([...Array(5).fill('ERR_CREDENTIALS_REJECTED'), ...Array(20).fill(TOO_MANY)]);
    expect(requests()).toBe(5);
    expect(await world.call(USERS[1])).toBe('token');
  });

  it('then one after 1 s, 2 s, 4 s and so on, up to one a minute', async () => {
    world = await createWorld({}, USERS);
    for (let index = 0; index < 5; index++) await world.call(guess(index));
    for (const [index, pauseS] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
      world.pass(pauseS * SECOND_MS - 1);
      expect(await world.call(guess(100 + index))).toBe(TOO_MANY);
      world.pass(1);
      expect(await world.call(guess(200 + index))).toBe('ERR_CREDENTIALS_REJECTED');
    }
    expect(requests()).toBe(5 + 8);
  });

  it('nobody is locked out by name: who has a token, or a password that is a function, is served', async () => {
    world = await createWorld({}, USERS);
    const real = { username: 'user-0@example.org', password: 'password of 0' };
    expect(await world.call(real)).toBe('token');
    for (let index = 0; index < 25; index++) await world.call(guess(index));
    expect(await world.call(real)).toBe('token');
    expect(await world.call(real, undefined, 'profile')).toBe('token');
    expect(await world.call({ username: real.username, password: () => real.password })).toBe('token');
  });
});

describe('the key vault of some users hangs', () => {
  it('with more of them than places in line: the other users and the application are served at once', async () => {
    const USERS = crowdOf(200);
    world = await createWorld({ timeoutMs: 20_000 }, USERS);
    const hung = USERS.slice(0, 150).map(({ username }) => ({
      username,
      password: () => new Promise<never>(() => {}),
    }));
    const waiting = world.callAll(hung);
    expect(await world.callAll(USERS.slice(150))).toEqual({ token: 50 });
    expect(await world.call('client', undefined, 'users_create')).toBe('token');
    await world.connect.close();
    expect(await waiting).toEqual({ ERR_CLOSED: 150 });
  });

  it('the passwords of a thousand users are asked for sixty-four at a time', async () => {
    const USERS = crowdOf(1_000);
    world = await createWorld({}, USERS);
    let asked = 0;
    let most = 0;
    const passwords = USERS.map(({ username, password }) => ({
      username,
      password: async () => {
        most = Math.max(most, ++asked);
        await new Promise((resolve) => setImmediate(resolve));
        asked--;
        return password;
      },
    }));
    expect(await world.callAll(passwords)).toEqual({ token: 1_000 });
    expect(most).toBe(PLACES);
  });

  it('who waits for a vault that hangs is told so', async () => {
    world = await createWorld({ timeoutMs: 100 });
    const hung = crowdOf(100).map(({ username }) => ({ username, password: () => new Promise<never>(() => {}) }));
    expect(await world.callAll(hung)).toEqual({ ERR_APPLICATION_TIMEOUT: 100 });
  });
});
