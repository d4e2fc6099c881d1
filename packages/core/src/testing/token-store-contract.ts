/** The contract that every {@link SharedTokenStore} has to pass, as tests. */
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Awaitable, SealedEntry, SharedTokenStore } from '../store/shared-token-store.ts';

/** The two functions of a test runner that are used: those of vitest, jest, mocha, and of `node:test`. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

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
    it('returns the entries that it was given, under their key only', async () => {
      const store = await create();
      await store.set('camille', entry('one', { name: 'first second', sealed: 'eyJ.sealed.text' }));
      const [found, ...others] = await store.get('camille');
      deepEqual(others, []);
      deepEqual(
        { ...found, remainingMs: 0 },
        { name: 'first second', id: 'one', sealed: 'eyJ.sealed.text', remainingMs: 0 },
      );
      ok(found && found.remainingMs > MINUTE_MS - 5_000 && found.remainingMs <= MINUTE_MS);
      deepEqual(await idsIn(store, 'odette'), []);
    });

    it('keeps one entry for each name, the last one', async () => {
      const store = await create();
      await store.set('camille', entry('one'));
      await store.set('camille', entry('two', { name: 'second' }));
      await store.set('camille', entry('three'));
      deepEqual(await idsIn(store, 'camille'), ['three', 'two']);
    });

    it('deletes one entry, and never another that came after it', async () => {
      const store = await create();
      await store.set('camille', entry('one'));
      await store.set('camille', entry('other', { name: 'second' }));
      await store.set('camille', entry('successor'));
      await store.delete('camille', 'one');
      deepEqual(await idsIn(store, 'camille'), ['other', 'successor']);
      await store.delete('camille', 'successor');
      deepEqual(await idsIn(store, 'camille'), ['other']);
      await store.delete('odette', 'other');
      deepEqual(await idsIn(store, 'camille'), ['other']);
    });

    it('deletes all entries of a key, and of no other', async () => {
      const store = await create();
      for (const scope of ['first', 'second']) await store.set('camille', entry(scope, { name: scope }));
      await store.set('odette', entry('hers'));
      await store.clear('camille');
      deepEqual(await idsIn(store, 'camille'), []);
      deepEqual(await idsIn(store, 'odette'), ['hers']);
    });

    it('returns no entry after its end', async () => {
      const store = await create();
      await store.set('camille', entry('short', { remainingMs: 30 }));
      await until(async () => (await store.get('camille')).every(({ remainingMs }) => remainingMs <= 0));
    });

    it('takes keys and names of any characters', async () => {
      const store = await create();
      const key = 'é {tag} *?[]\r\n\u0000 "\\ 💶';
      await store.set(key, entry('one', { name: 'a"b\\c é' }));
      const [found] = await store.get(key);
      equal(found?.name, 'a"b\\c é');
      equal(found.id, 'one');
    });

    it('gives a lock to one owner at a time, and to the next when it is released', async () => {
      const store = await create();
      const first = await store.lock('camille', MINUTE_MS);
      ok(first);
      equal(await store.lock('camille', MINUTE_MS), undefined);
      ok(await store.lock('odette', MINUTE_MS));
      await first.release();
      ok(await store.lock('camille', MINUTE_MS));
    });

    it('keeps locks and entries of the same name apart', async () => {
      const store = await create();
      await store.set('camille', entry('one'));
      ok(await store.lock('camille', MINUTE_MS));
      deepEqual(await idsIn(store, 'camille'), ['one']);
    });

    it('ends a lock that nobody renews, and leaves it to its next owner', async () => {
      const store = await create();
      const lost = await store.lock('camille', 20);
      ok(lost);
      await until(async () => (await store.lock('camille', MINUTE_MS)) !== undefined);
      equal(await lost.renew(), false);
      await lost.release();
      equal(await store.lock('camille', MINUTE_MS), undefined);
    });

    it('holds a lock for as long as its owner renews it', async () => {
      const store = await create();
      const lock = await store.lock('camille', 400);
      notEqual(lock, undefined);
      // Two lifetimes and a quarter: without a renewal the lock would have ended.
      for (let round = 0; round < 30; round++) {
        await pause(30);
        equal(await lock?.renew(), true);
        equal(await store.lock('camille', MINUTE_MS), undefined);
      }
    });
  });
}

function entry(id: string, more: Partial<SealedEntry> = {}): SealedEntry {
  return { name: 'first', id, sealed: `sealed-${id}`, remainingMs: MINUTE_MS, ...more };
}

async function idsIn(store: SharedTokenStore, key: string): Promise<readonly string[]> {
  return [...(await store.get(key))].map(({ id }) => id).toSorted();
}

/** Waits until a condition holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round++) {
    if (await holds()) return;
    await pause(10);
  }
  ok(await holds());
}
