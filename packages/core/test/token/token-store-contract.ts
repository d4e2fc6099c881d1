/** The contract of a token store: memory, Redis, and whatever comes. A new store is one file that calls this. */
import { describe, expect, it } from 'vitest';
import type { SharedTokenStore, TokenRecord, TokenStore } from '../../src/store/token-store.ts';

export function tokenRecord(value: string, more: Partial<TokenRecord> = {}): TokenRecord {
  return {
    value,
    requestedScope: 'profile',
    grantedScope: 'profile',
    lifetimeMs: 60_000,
    remainingMs: 60_000,
    ...more,
  };
}

const valuesOf = async (store: TokenStore, key: string) =>
  (await store.get(key)).map((token) => token.value).toSorted();

/** @param create a store that nobody has used */
export function tokenStoreContract(name: string, create: () => TokenStore | Promise<TokenStore>): void {
  describe(`${name}, as every token store,`, () => {
    it('gives back what it was given, under its key only', async () => {
      const store = await create();
      await store.set(
        'camille',
        tokenRecord('one', { requestedScope: 'profile openid', grantedScope: 'profile new_scope' }),
      );
      const [token, ...others] = await store.get('camille');
      expect(others).toEqual([]);
      expect(token).toMatchObject({
        value: 'one',
        requestedScope: 'profile openid',
        grantedScope: 'profile new_scope',
        lifetimeMs: 60_000,
      });
      expect(token?.remainingMs).toBeGreaterThan(55_000);
      expect(token?.remainingMs).toBeLessThanOrEqual(60_000);
      expect(await valuesOf(store, 'odette')).toEqual([]);
    });

    it('keeps one token for each scope that was asked for, the last one', async () => {
      const store = await create();
      await store.set('camille', tokenRecord('one'));
      await store.set('camille', tokenRecord('two', { requestedScope: 'openid' }));
      await store.set('camille', tokenRecord('three'));
      expect(await valuesOf(store, 'camille')).toEqual(['three', 'two']);
    });

    it('drops one token, and never another that came after it', async () => {
      const store = await create();
      await store.set('camille', tokenRecord('one'));
      await store.set('camille', tokenRecord('other', { requestedScope: 'openid' }));
      await store.set('camille', tokenRecord('successor'));
      await store.delete('camille', 'one');
      expect(await valuesOf(store, 'camille')).toEqual(['other', 'successor']);
      await store.delete('camille', 'successor');
      expect(await valuesOf(store, 'camille')).toEqual(['other']);
      await store.delete('odette', 'other');
      expect(await valuesOf(store, 'camille')).toEqual(['other']);
    });

    it('drops all tokens of a subject, and of nobody else', async () => {
      const store = await create();
      for (const requestedScope of ['profile', 'openid'])
        await store.set('camille', tokenRecord(requestedScope, { requestedScope }));
      await store.set('odette', tokenRecord('hers'));
      await store.clear('camille');
      expect(await valuesOf(store, 'camille')).toEqual([]);
      expect(await valuesOf(store, 'odette')).toEqual(['hers']);
    });

    it('has no token that lives on after its end', async () => {
      const store = await create();
      const endsAt = performance.now() + 30;
      const short = {
        ...tokenRecord('short', { lifetimeMs: 30 }),
        get remainingMs() {
          return endsAt - performance.now();
        },
      };
      await store.set('camille', short);
      await expect.poll(async () => (await store.get('camille')).filter((token) => token.remainingMs > 0)).toEqual([]);
    });

    it('takes keys and tokens of any characters', async () => {
      const store = await create();
      const key = 'é {tag} *?[]\r\n\u0000 "\\ 💶';
      await store.set(key, tokenRecord('~!@#$%^&*()_+{}|:"<>?`-=[]\\;\',./', { grantedScope: 'a"b\\c é' }));
      expect(await store.get(key)).toMatchObject([
        { value: '~!@#$%^&*()_+{}|:"<>?`-=[]\\;\',./', grantedScope: 'a"b\\c é' },
      ]);
    });
  });
}

/** @param create a store that nobody has used */
export function tokenLockContract(name: string, create: () => SharedTokenStore | Promise<SharedTokenStore>): void {
  describe(`${name}, as every store that processes share,`, () => {
    it('gives a lock to one owner at a time, and to the next when it is given back', async () => {
      const store = await create();
      const first = await store.lock('camille', 5_000);
      expect(first).toBeDefined();
      expect(await store.lock('camille', 5_000)).toBeUndefined();
      expect(await store.lock('odette', 5_000)).toBeDefined();
      await first?.release();
      expect(await store.lock('camille', 5_000)).toBeDefined();
    });

    it('ends a lock that nobody renews, and leaves it to its next owner', async () => {
      const store = await create();
      const lost = await store.lock('camille', 20);
      const next = await expect
        .poll(() => store.lock('camille', 5_000))
        .toBeDefined()
        .then(() => lost);
      expect(await next?.renew()).toBe(false);
      await next?.release();
      expect(await store.lock('camille', 5_000)).toBeUndefined();
    });

    it('holds a lock on for an owner who renews it', async () => {
      const store = await create();
      const lock = await store.lock('camille', 400);
      const endsAt = performance.now() + 900;
      while (performance.now() < endsAt) {
        expect(await lock?.renew()).toBe(true);
        expect(await store.lock('camille', 5_000)).toBeUndefined();
      }
    });
  });
}
