import { expect, it } from 'vitest';
import { isList, MemoryTokenStore } from '../../src/token/token-cache.ts';
import { CLIENT_USERNAME, NO_PRINT } from '../../src/subject/token-owner.ts';
import type { TokenStore } from '../../src/store/token-store.ts';
import { tokenRecord, tokenStoreContract } from './token-store-contract.ts';

const ownedToken = (username: string, value: string, print = NO_PRINT) => ({ ...tokenRecord(value), username, print });

function tokensOf(store: MemoryTokenStore, username: string, print: string) {
  const kept = store.ofUser(username) ?? [];
  return (isList(kept) ? kept : [kept]).filter((token) => token.print === print);
}

/** The memory finds a token by username and print: here, a key is the username of somebody who has given no password. */
function asTokenStore(store: MemoryTokenStore): TokenStore {
  return {
    get: (username) => tokensOf(store, username, NO_PRINT),
    // Behind it, so that what the token counts goes on being counted.
    set: (username, token) => store.set(Object.assign(Object.create(token), { username, print: NO_PRINT })),
    delete: (username, value) => store.delete(ownedToken(username, value)),
    clear: (username) => store.clear(username, NO_PRINT),
  };
}

tokenStoreContract('the memory store', () => asTokenStore(new MemoryTokenStore(100)));

it('the memory store keeps no more users than it may; the least recently used goes first', () => {
  const store = new MemoryTokenStore(2);
  store.set(ownedToken('first', '1'));
  store.set(ownedToken('second', '2'));
  store.ofUser('first');
  store.set(ownedToken('third', '3'));
  expect(store.size).toBe(2);
  expect(['first', 'second', 'third'].map((username) => tokensOf(store, username, NO_PRINT).length)).toEqual([1, 0, 1]);
});

it("the memory store never drops the application's own tokens for those of users", () => {
  const store = new MemoryTokenStore(2);
  store.set(ownedToken(CLIENT_USERNAME, 'own'));
  for (const user of ['first', 'second', 'third']) store.set(ownedToken(user, user));
  expect(store.own).toMatchObject({ value: 'own' });
  expect(store.size).toBe(3);
  store.clear(CLIENT_USERNAME, NO_PRINT);
  expect(store.own).toBeUndefined();
  expect(store.size).toBe(2);
});

it('the memory store keeps what a password has earned apart from what the application vouches for', () => {
  const store = new MemoryTokenStore(2);
  store.set(ownedToken('camille', 'vouched'));
  store.set(ownedToken('camille', 'given', 'a print'));
  expect(store.size).toBe(1);
  expect(tokensOf(store, 'camille', NO_PRINT)).toMatchObject([{ value: 'vouched' }]);
  expect(tokensOf(store, 'camille', 'a print')).toMatchObject([{ value: 'given' }]);
  store.clear('camille', 'a print');
  expect(tokensOf(store, 'camille', NO_PRINT)).toHaveLength(1);
  expect(tokensOf(store, 'camille', 'a print')).toEqual([]);
});

it('the memory store keeps what each password has earned, and of one user no more than the newest 64', () => {
  const store = new MemoryTokenStore(2);
  for (let index = 0; index < 100; index++) store.set(ownedToken('camille', `token ${index}`, `print ${index}`));
  expect(store.size).toBe(1);
  expect(tokensOf(store, 'camille', 'print 35')).toEqual([]);
  for (let index = 36; index < 100; index++) {
    expect(tokensOf(store, 'camille', `print ${index}`)).toMatchObject([{ value: `token ${index}` }]);
  }
});
