import { tokenStoreContract } from '@linxo-guard/core/testing';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/async/clock.ts';
import { DEFAULT_POLICY } from '../../src/options/token-policy.ts';
import { StoreGuard } from '../../src/store/store-guard.ts';
import { InvalidConfiguration } from '../../src/errors/errors.ts';
import { recordsOf, sealedStore } from '../../src/store/sealed-store.ts';
import type { LookRecordsResult, SealedRecords } from '../../src/store/sealed-records.ts';
import type { SharedTokenStore } from '../../src/store/shared-token-store.ts';
import { MemoryStore } from './memory-store.ts';
import { storedToken } from './stored-token.ts';

const SECRET = 'a secret of more than thirty-two characters';
const NEWER = 'another secret of more than thirty-two characters';
const GUARD = new StoreGuard(systemClock, { ...DEFAULT_POLICY, onInterrupted: () => {} });
const CAMILLE = { user: 'camille@example.org', credentials: 'hunter2' };
const ODETTE = { user: 'odette@example.org', credentials: 'hunter2' };

const records = (store: SharedTokenStore, ...secrets: string[]): SealedRecords =>
  recordsOf(sealedStore(store, { secrets: (secrets.length > 0 ? secrets : [SECRET]) as [string] }), GUARD);

async function lookFor(of: SealedRecords, owner = CAMILLE): Promise<LookRecordsResult> {
  const lockOwner = crypto.randomUUID();
  const looked = await of.look({ owner, scope: 'profile', exceptIds: [], lockOwner, lockMs: 5_000, inbox: 'inbox' });
  if (!looked) throw new Error('The store did not answer.');
  return looked;
}

async function putToken(of: SealedRecords, value: string, owner = CAMILLE): Promise<void> {
  const { lock, nowMs } = await lookFor(of, owner);
  expect(await of.put(owner, lock, storedToken(value, nowMs), nowMs)).toBe(true);
}

const valuesIn = async (of: SealedRecords, owner = CAMILLE) =>
  (await lookFor(of, owner)).records.flatMap((record) => (record.kind === 'token' ? [record.value] : []));

tokenStoreContract({ describe, it }, 'a store in memory', () => new MemoryStore());

describe('a sealed store', () => {
  it('gives back the tokens that it was given, to their owner only', async () => {
    const sealed = records(new MemoryStore());
    const { lock, nowMs } = await lookFor(sealed);
    const token = storedToken('~!@#$%^&*()_+{}|:"<>?`-=[]\\;\',./', nowMs, {
      grantedScope: 'profile new_scope a"b\\c é',
    });
    await sealed.put(CAMILLE, lock, token, nowMs);
    expect((await lookFor(sealed)).records).toEqual([token]);
    expect(await valuesIn(sealed, ODETTE)).toEqual([]);
    expect(await valuesIn(sealed, { ...CAMILLE, credentials: 'guessed' })).toEqual([]);
  });

  it('shows neither names nor tokens nor passwords to the store, in what it keeps and in its messages', async () => {
    const messages: string[] = [];
    const memory = new MemoryStore();
    const sealed = records(memory);
    memory.subscribe({
      inbox: 'inbox',
      onMessage: (message) => void messages.push(message),
      onInterrupted: () => {},
      onReady: () => {},
    });
    const { lock, nowMs } = await lookFor(sealed);
    await lookFor(sealed);
    await sealed.put(CAMILLE, lock, storedToken('the-token', nowMs), nowMs);
    const shown = memory.dump() + messages.join('\n');
    await sealed.forget(CAMILLE, 60_000, 'sender');
    expect(messages).toHaveLength(2);
    for (const text of ['camille', 'hunter2', 'the-token', Buffer.from('the-token').toString('base64url').slice(0, 10)])
      expect(shown + messages.join('\n')).not.toContain(text);
  });

  it('opens its messages, and no message that somebody else wrote', async () => {
    const messages: string[] = [];
    const memory = new MemoryStore();
    const sealed = records(memory);
    const onMessage = (message: string) => void messages.push(message);
    memory.subscribe({ inbox: 'inbox', onMessage, onReady: () => {}, onInterrupted: () => {} });
    const { lock, nowMs } = await lookFor(sealed);
    await lookFor(sealed);
    const token = storedToken('the-token', nowMs);
    await sealed.put(CAMILLE, lock, token, nowMs);
    await sealed.forget(CAMILLE, 60_000, 'sender');
    const [told = '', forgotten = ''] = messages;
    const { key, name } = lock;
    expect(await sealed.openMessage(told)).toEqual({ kind: 'record', lock: { key, name }, record: token });
    // A message about one user, with the name of another, does not open.
    const other = encodeURIComponent(sealed.keyOf(ODETTE));
    expect(await sealed.openMessage(told.replace(encodeURIComponent(key), other))).toBeUndefined();
    expect(await sealed.openMessage(forgotten)).toEqual({
      kind: 'forgotten',
      key: sealed.keyOf(CAMILLE),
      sender: 'sender',
      atMs: expect.any(Number) as number,
    });
    const others = records(memory, NEWER);
    for (const message of [told, forgotten]) expect(await others.openMessage(message)).toBeUndefined();
    for (const message of [
      '',
      'record',
      'go a b c',
      'forgotten x',
      'record % % % %',
      `${told}x`,
      told.replace('record', 'go'),
    ])
      expect(await sealed.openMessage(message)).toBeUndefined();
  });

  it('keeps users apart who have the same password, in names too', async () => {
    const memory = new MemoryStore();
    const sealed = records(memory);
    const [hers, his] = [await lookFor(sealed), await lookFor(sealed, ODETTE)];
    expect([hers.hasLock, his.hasLock]).toEqual([true, true]);
    expect(hers.lock.key).not.toBe(his.lock.key);
    expect(hers.lock.name).not.toBe(his.lock.name);
  });

  it('opens what an older secret sealed, seals with the first, and finds names by the last', async () => {
    const memory = new MemoryStore();
    const [old, rotating] = [records(memory), records(memory, NEWER, SECRET)];
    await putToken(old, 'old');
    expect(await valuesIn(rotating)).toEqual(['old']);
    await putToken(rotating, 'new', ODETTE);
    // The old processes find the name, and cannot open the seal: they fetch for themselves.
    expect(await valuesIn(old, ODETTE)).toEqual([]);
    expect(await valuesIn(rotating, ODETTE)).toEqual(['new']);
  });

  it('lets processes with the old secrets, and with the new ones, wait for each other', async () => {
    const memory = new MemoryStore();
    expect((await lookFor(records(memory))).hasLock).toBe(true);
    expect((await lookFor(records(memory, NEWER, SECRET))).hasLock).toBe(false);
  });

  it('takes the end from inside the seal, wherever somebody moves it to', async () => {
    const memory = new MemoryStore();
    const sealed = records(memory);
    const { lock, nowMs } = await lookFor(sealed);
    const token = storedToken('the-token', nowMs, { expiresAtMs: nowMs + 30 });
    await sealed.put(CAMILLE, lock, token, nowMs);
    const [entry] = memory.look({ lock, names: [lock.name], exceptIds: [], inbox: 'inbox' }).entries;
    memory.put({
      lock,
      entry: { ...entry!, remainingMs: 1e12 },
      sinceMs: nowMs,
      message: 'kept',
      otherwise: 'go',
    });
    await expect.poll(() => valuesIn(sealed)).toEqual([]);
  });

  it.each([
    ['there are no options', undefined],
    ['a secret is missing', { secrets: [] }],
    ['a secret is too short', { secrets: ['short'] }],
    ['one of several is too short', { secrets: [SECRET, 'short'] }],
    ['a secret is no text', { secrets: [undefined] }],
    ['a secret is a number', { secrets: [1e40] }],
    ['secrets are no list', { secrets: SECRET }],
  ])('is refused when %s', (_, options) => {
    expect(() => sealedStore(new MemoryStore(), options as unknown as { secrets: [string] })).toThrow(
      InvalidConfiguration,
    );
  });
});
