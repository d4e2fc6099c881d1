import { expect, it } from 'vitest';
import { MemoryTokenStore } from '../../src/token/memory-token-store.ts';
import { CLIENT_KEY } from '../../src/token/token-key.ts';
import { tokenRecord, tokenStoreContract } from './token-store-contract.ts';

tokenStoreContract('the memory store', () => new MemoryTokenStore(100));

it('the memory store keeps no more subjects than it may; the least recently used goes first', () => {
  const store = new MemoryTokenStore(2);
  store.set('first', tokenRecord('1'));
  store.set('second', tokenRecord('2'));
  store.get('first');
  store.set('third', tokenRecord('3'));
  expect(store.size).toBe(2);
  expect(['first', 'second', 'third'].map((key) => store.get(key).length)).toEqual([1, 0, 1]);
});

it("the memory store never drops the application's own tokens for those of users", () => {
  const store = new MemoryTokenStore(2);
  store.set(CLIENT_KEY, tokenRecord('own'));
  for (const user of ['first', 'second', 'third']) store.set(user, tokenRecord(user));
  expect(store.get(CLIENT_KEY)).toHaveLength(1);
  expect(store.size).toBe(3);
  store.clear(CLIENT_KEY);
  expect(store.get(CLIENT_KEY)).toEqual([]);
  expect(store.size).toBe(2);
});
