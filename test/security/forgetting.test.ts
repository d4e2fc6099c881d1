/** `forget` drops what one password of a user earned, `forgetUser` what any of them did; nobody else's tokens are touched. */
import { sealedStore } from '@linxo-guard/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../packages/core/test/store/memory-store.ts';
import { fakeLinxo } from './fake-linxo.ts';

const LONG = 'x'.repeat(100);
const scopes = ['accounts_read'] as const;
const passwords = { old: 'old', new: 'new', 'a function': () => 'old' };
const subjectsOf = (username: string) => Object.values(passwords).map((password) => ({ username, password }));

describe('forgetUser', () => {
  it.each(['alice', LONG, '=alice', 'given alice', 'alice@example.org'])(
    'drops what any password of %s earned',
    async (username) => {
      const { connect } = fakeLinxo();
      const others = [`=${username}`, `${username} `, `x=${username}`, LONG + username, 'client'];
      for (const name of [username, ...others])
        for (const subject of subjectsOf(name)) await connect.tokens.getAccessToken({ subject, scopes });
      await connect.tokens.getAccessToken({ subject: 'client', scopes });
      expect(await connect.tokens.forgetUser(username)).toEqual({ everywhere: true });
      for (const subject of subjectsOf(username)) expect(connect.tokens.peek({ subject, scopes })).toBeUndefined();
      for (const name of others)
        for (const subject of subjectsOf(name)) expect(connect.tokens.peek({ subject, scopes })).toBeDefined();
      expect(connect.tokens.peek({ subject: 'client', scopes })).toBeDefined();
    },
  );

  it('detaches what is under way, whatever its password: who waits is served, and nothing is kept', async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const { connect, tokenRequests } = fakeLinxo({}, () => held);
    const users = ['alice', LONG, 'bob'].flatMap(subjectsOf);
    const calls = users.map((subject) => connect.tokens.getAccessToken({ subject, scopes }));
    const fresh = connect.tokens.getAccessToken({
      subject: { username: LONG, password: 'typed' },
      scopes,
      fresh: true,
    });
    await expect.poll(() => tokenRequests.length).toBe(10);
    await Promise.all([connect.tokens.forgetUser('alice'), connect.tokens.forgetUser(LONG)]);
    answer();
    await Promise.all([...calls, fresh]);
    const isKept = users.map((subject) => connect.tokens.peek({ subject, scopes }) !== undefined);
    expect(isKept).toEqual([false, false, false, false, false, false, true, true, true]);
    expect(connect.tokens.peek({ subject: { username: LONG, password: 'typed' }, scopes })).toBeUndefined();
  });

  it.each(['', undefined, null, 7, {}])("never drops the application's own tokens: %o", async (name) => {
    const { connect } = fakeLinxo();
    await connect.tokens.getAccessToken({ subject: 'client', scopes });
    const forgotten = connect.tokens.forgetUser(name as string);
    await expect(forgotten).rejects.toMatchObject({ code: 'ERR_INVALID_CONFIGURATION' });
    expect(connect.tokens.peek({ subject: 'client', scopes })).toBeDefined();
  });

  it('forgets the user in the shared store, too, and says whether that succeeded', async () => {
    const memory = new MemoryStore();
    const store = sealedStore(memory, { secrets: [LONG] });
    let nowMs = 0;
    const clock = { now: () => Date.now(), monotonic: () => nowMs };
    const { connect } = fakeLinxo({ store, clock });
    expect(await connect.tokens.forgetUser('alice')).toEqual({ everywhere: true });
    const forget = memory.forget.bind(memory);
    memory.forget = () => {
      throw new Error('down');
    };
    expect(await connect.tokens.forgetUser('bob')).toEqual({ everywhere: false });
    // The store is told when it answers again: with the next question at once, and without one after a pause.
    memory.forget = forget;
    nowMs = 60_000;
    await connect.tokens.getAccessToken({ subject: { username: 'carol', password: 'hers' }, scopes });
    await expect.poll(() => memory.forgottenSince(0)).toHaveLength(2);
  });

  it('tells the shared store later, although this process asks it nothing more', async () => {
    const memory = new MemoryStore();
    const forget = memory.forget.bind(memory);
    const store = sealedStore(memory, { secrets: [LONG] });
    const { connect } = fakeLinxo({ store, policy: { backoffMinMs: 10 } });
    memory.forget = () => {
      throw new Error('down');
    };
    expect(await connect.tokens.forgetUser('alice')).toEqual({ everywhere: false });
    memory.forget = forget;
    await expect.poll(() => memory.forgottenSince(0)).toHaveLength(1);
  });
});

describe('forget', () => {
  it('drops what this password earned, in this form, and nothing else', async () => {
    const { connect } = fakeLinxo();
    const subjects = subjectsOf('alice');
    for (const subject of subjects) {
      for (const one of subjects) await connect.tokens.getAccessToken({ subject: one, scopes });
      expect(await connect.tokens.forget(subject)).toEqual({ everywhere: true });
      const kept = subjects.filter((one) => connect.tokens.peek({ subject: one, scopes }));
      expect(kept).toEqual(subjects.filter((one) => one !== subject));
    }
  });

  it('says whether the shared store has it', async () => {
    const memory = new MemoryStore();
    const store = sealedStore(memory, { secrets: [LONG] });
    const { connect } = fakeLinxo({ store });
    const subject = { username: 'alice', password: 'old' };
    expect(await connect.tokens.forget(subject)).toEqual({ everywhere: true });
    memory.forget = () => {
      throw new Error('down');
    };
    expect(await connect.tokens.forget(subject)).toEqual({ everywhere: false });
  });
});

it('who was forgotten is served by no token earned before, in whatever order things happen', async () => {
  const user = fc.constantFrom('alice', 'bob');
  const password = fc.constantFrom('old', 'new', 'typed');
  const step = fc.oneof(
    fc.record({ does: fc.constant('get' as const), user, password, fresh: fc.boolean() }),
    fc.record({ does: fc.constant('forgetUser' as const), user }),
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 15 }), async (s, steps) => {
      const { connect } = fakeLinxo({}, () => s.schedule(Promise.resolve()));
      const done = steps.map(async (one) => {
        await s.schedule(Promise.resolve());
        if (one.does === 'get') {
          const subject = { username: one.user, password: one.password };
          return connect.tokens.getAccessToken({ subject, scopes, fresh: one.fresh });
        }
        await connect.tokens.forgetUser(one.user);
        for (const typed of ['old', 'new', 'typed']) {
          const subject = { username: one.user, password: typed };
          expect(connect.tokens.peek({ subject, scopes })).toBeUndefined();
        }
        return undefined;
      });
      const all = Promise.all(done);
      await s.waitFor(all);
      await all;
    }),
    { numRuns: 200 },
  );
});
