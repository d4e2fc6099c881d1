import { describe, expect, it } from 'vitest';
import { tokenStoreContract } from '@linxo-guard/core/testing';
import { InvalidConfiguration } from '../../src/errors/errors.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { MemoryStore } from './memory-store.ts';
import { tokenRecord } from './token-record.ts';

const SECRET = 'a secret of more than thirty-two characters';
const NEWER = 'another secret of more than thirty-two characters';

tokenStoreContract({ describe, it }, 'a store in memory', () => new MemoryStore());

describe('a sealed store', () => {
  it('gives back the tokens that it was given', async () => {
    const store = sealedStore(new MemoryStore(), { secrets: [SECRET] });
    const token = tokenRecord('~!@#$%^&*()_+{}|:"<>?`-=[]\\;\',./', {
      requestedScope: 'profile openid',
      grantedScope: 'profile new_scope a"b\\c é',
    });
    await store.set('camille', token);
    const [found, ...others] = await store.get('camille');
    expect(others).toEqual([]);
    expect(found).toEqual({ ...token, remainingMs: expect.any(Number) as number });
    expect(found?.remainingMs).toBeGreaterThan(55_000);
    expect(await store.get('odette')).toEqual([]);
  });

  it('shows neither names nor tokens to the store', async () => {
    const memory = new MemoryStore();
    const store = sealedStore(memory, { secrets: [SECRET] });
    await store.set('camille@example.org', tokenRecord('the-token'));
    await store.lock('camille@example.org', 1_000);
    const shown = memory.dump();
    expect(shown.length).toBeGreaterThan(200);
    for (const text of ['camille', 'the-token', Buffer.from('the-token').toString('base64url').slice(0, 10)])
      expect(shown).not.toContain(text);
  });

  it('deletes one token, and all tokens of a key, under every secret', async () => {
    const memory = new MemoryStore();
    await sealedStore(memory, { secrets: [SECRET] }).set('camille', tokenRecord('old'));
    const rotating = sealedStore(memory, { secrets: [NEWER, SECRET] });
    await rotating.set('camille', tokenRecord('new'));
    expect((await rotating.get('camille')).map(({ value }) => value).toSorted()).toEqual(['new', 'old']);
    await rotating.delete('camille', 'old');
    expect((await rotating.get('camille')).map(({ value }) => value)).toEqual(['new']);
    await rotating.clear('camille');
    expect(await rotating.get('camille')).toEqual([]);
  });

  it.each([
    ['a secret is missing', []],
    ['a secret is too short', ['short']],
    ['one of several is too short', [SECRET, 'short']],
    ['a secret is no text', [undefined]],
    ['a secret is a number', [1e40]],
    ['secrets are no list', SECRET],
  ])('is refused when %s', (_, secrets) => {
    expect(() => sealedStore(new MemoryStore(), { secrets: secrets as unknown as [string] })).toThrow(
      InvalidConfiguration,
    );
  });
});
