/** The contract that every {@link SharedTokenStore} has to pass, as tests. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Awaitable, SharedTokenStore } from '../store/shared-token-store.ts';
import { entry, idsIn, lockOf, look, put, type TestRunner, until } from './contract-helpers.ts';
import { subscriptionContract } from './subscription-contract.ts';

const MINUTE_MS = 60_000;

/**
 * Defines the tests of a store.
 *
 * @param runner the test runner's `describe` and `it`
 * @param name names the store in the titles of the tests
 * @param create returns a store that is empty; it is called once for each test
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { tokenStoreContract } from '@linxo-guard/core/testing';
 *
 * tokenStoreContract({ describe, it }, 'my store', () => new MyStore());
 * ```
 */
export function tokenStoreContract(
  { describe, it }: TestRunner,
  name: string,
  create: () => Awaitable<SharedTokenStore>,
): void {
  describe(`${name}, as a shared token store`, () => {
    it('gives the lock of what it does not have to one process, and what it has to all', async () => {
      const store = await create();
      const first = await look(store, 'camille', 'one');
      deepEqual([first.entries, first.hasLock, first.forgottenAtMs], [[], true, 0]);
      equal((await look(store, 'camille', 'two')).hasLock, false);
      equal(await put(store, 'camille', 'one', entry('token'), first.nowMs), true);
      const [found, ...others] = (await look(store, 'camille', 'three')).entries;
      deepEqual(others, []);
      deepEqual({ ...found, remainingMs: 0 }, { ...entry('token'), remainingMs: 0 });
      ok(found && found.remainingMs > MINUTE_MS - 5_000 && found.remainingMs <= MINUTE_MS);
      equal((await look(store, 'camille', 'four')).hasLock, false);
    });

    it('keeps keys apart, and the locks of different names', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('token'), nowMs);
      deepEqual([...(await look(store, 'odette', 'one')).entries], []);
      equal((await look(store, 'camille', 'one', { name: 'second' })).hasLock, true);
      equal((await look(store, 'camille', 'two', { name: 'third' })).hasLock, true);
    });

    it('keeps one entry for each name, the last one', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('first'), nowMs);
      await put(store, 'camille', 'one', entry('second', { name: 'other' }), nowMs);
      await put(store, 'camille', 'one', entry('third'), nowMs);
      deepEqual(idsIn(await look(store, 'camille', 'two')), ['second', 'third']);
    });

    it('takes no notice of entries with the ids that do not count', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('stale'), nowMs);
      equal((await look(store, 'camille', 'two', { exceptIds: ['other'] })).hasLock, false);
      equal((await look(store, 'camille', 'two', { exceptIds: ['other', 'stale'] })).hasLock, true);
    });

    it('gives no lock if one of several names has an entry', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('refusal', { name: 'refusal' }), nowMs);
      equal((await look(store, 'camille', 'two', { names: ['first', 'refusal'] })).hasLock, false);
      equal((await look(store, 'camille', 'two', { names: ['first'] })).hasLock, true);
    });

    it('deletes one entry, and never another that came after it', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('one'), nowMs);
      await put(store, 'camille', 'one', entry('successor'), nowMs);
      await store.delete('camille', 'one');
      deepEqual(idsIn(await look(store, 'camille', 'two')), ['successor']);
      await store.delete('camille', 'successor');
      deepEqual(idsIn(await look(store, 'camille', 'two')), []);
      await store.delete('odette', 'other');
    });

    it('returns no entry after its end', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('short', { remainingMs: 30 }), nowMs);
      await until(async () => (await look(store, 'camille', 'two')).entries.length === 0);
    });

    it('takes keys and names of any characters', async () => {
      const store = await create();
      const key = 'é {tag} *?[]\r\n\u0000 "\\ 💶';
      const { nowMs } = await look(store, key, 'one', { name: 'a"b\\c é' });
      await put(store, key, 'one', entry('one', { name: 'a"b\\c é' }), nowMs);
      deepEqual(idsIn(await look(store, key, 'two')), ['one']);
    });

    it('gives a lock to the next when it is released, and never takes it from its new owner', async () => {
      const store = await create();
      await look(store, 'camille', 'one');
      await store.release(lockOf('camille', 'one'), 'go');
      equal((await look(store, 'camille', 'two')).hasLock, true);
      await store.release(lockOf('camille', 'one'), 'go');
      equal((await look(store, 'camille', 'three')).hasLock, false);
    });

    it('keeps an entry whose lock has ended meanwhile, and leaves the lock to its new owner', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one', { lifetimeMs: 20 });
      await until(async () => (await look(store, 'camille', 'two')).hasLock);
      equal(await put(store, 'camille', 'one', entry('late'), nowMs), true);
      deepEqual(idsIn(await look(store, 'camille', 'three')), ['late']);
      equal((await look(store, 'camille', 'three', { exceptIds: ['late'] })).hasLock, false);
    });

    it('ends a lock that nobody renews, and leaves it to its next owner', async () => {
      const store = await create();
      await look(store, 'camille', 'one', { lifetimeMs: 20 });
      await until(async () => (await look(store, 'camille', 'two')).hasLock);
      equal(await store.renew(lockOf('camille', 'one')), false);
      equal((await look(store, 'camille', 'three')).hasLock, false);
    });

    it('gives a lock that nobody has back to the owner who renews it', async () => {
      const store = await create();
      equal(await store.renew(lockOf('camille', 'one')), true);
      equal((await look(store, 'camille', 'two')).hasLock, false);
      equal(await store.renew(lockOf('camille', 'two')), false);
    });

    it('gives a lock to its owner again when the look is repeated', async () => {
      const store = await create();
      await look(store, 'camille', 'one');
      equal((await look(store, 'camille', 'one')).hasLock, true);
    });

    it('holds a lock for as long as its owner renews it', async () => {
      const store = await create();
      await look(store, 'camille', 'one', { lifetimeMs: 400 });
      // Two lifetimes and a quarter: without a renewal the lock would have ended.
      for (let round = 0; round < 30; round++) {
        await pause(30);
        equal(await store.renew(lockOf('camille', 'one', { lifetimeMs: 400 })), true);
        equal((await look(store, 'camille', 'two')).hasLock, false);
      }
    });

    it('forgets a key, says when, and keeps nothing that was earned before', async () => {
      const store = await create();
      const before = await look(store, 'camille', 'one');
      await put(store, 'camille', 'one', entry('old'), before.nowMs);
      const atMs = await store.forget({ key: 'camille', rememberMs: MINUTE_MS, message: 'forgotten' });
      const after = await look(store, 'camille', 'two');
      deepEqual(idsIn(after), []);
      equal(after.forgottenAtMs, atMs);
      ok(after.forgottenAtMs >= before.nowMs && after.nowMs > after.forgottenAtMs);
      equal(await put(store, 'camille', 'two', entry('late'), before.nowMs), false);
      equal(await put(store, 'camille', 'two', entry('late'), after.forgottenAtMs), false);
      equal(await put(store, 'camille', 'two', entry('new'), after.nowMs), true);
      deepEqual(idsIn(await look(store, 'camille', 'three')), ['new']);
      equal((await look(store, 'odette', 'one')).forgottenAtMs, 0);
    });

    it('forgets a key later each time, and lists what was forgotten since', async () => {
      const store = await create();
      const { nowMs } = await look(store, 'camille', 'one');
      const times: number[] = [];
      for (const key of ['camille', 'camille', 'odette'])
        times.push(await store.forget({ key, rememberMs: MINUTE_MS, message: 'forgotten' }));
      const [first = 0, second = 0] = times;
      ok(second > first);
      const listed = await store.forgottenSince(nowMs - 1_000);
      deepEqual(listed.map(({ key }) => key).toSorted(), ['camille', 'odette']);
      ok(listed.every(({ atMs }) => atMs >= nowMs));
      deepEqual([...(await store.forgottenSince(nowMs + MINUTE_MS))], []);
    });

    subscriptionContract({ it }, create);
  });
}
