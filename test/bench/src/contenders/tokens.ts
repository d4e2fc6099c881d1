/** Makes function calls that await, or peek at, tokens that are in the cache already. */
import { hash, randomBytes } from 'node:crypto';
import type { Subject } from '@linxo-guard/core';
import type { Call } from './call.ts';
import { HandWrittenCache } from './hand-written-cache.ts';
import { instantLinxo, userNumber } from './linxo.ts';

export const HAND_WRITTEN = 'hand-written, awaited';
export const AWAITED = 'awaited';
export const PEEKED = 'peeked';
export const AWAITED_FUNCTION = 'awaited, password as a function';

const KEY = randomBytes(16).toString('hex');

/** Gives the floor: the cache has a token under the key. */
async function handWritten(key: string): Promise<Call> {
  const cache = new HandWrittenCache(() => Promise.resolve({ value: 'a token', expiresInMs: 3_600_000 }));
  await cache.getToken(key);
  return { name: HAND_WRITTEN, kind: 'floor', isAwaited: true, call: () => cache.getToken(key) };
}

/** Each subject has an instance of its own: an application gives passwords in one form or in the other. */
async function ours(subject: Subject, scope: 'users_create' | 'accounts_read', awaited: string, peeked: string) {
  const { tokens } = instantLinxo();
  const wanted = { subject, scopes: [scope] };
  await tokens.getAccessToken(wanted);
  return [
    { name: awaited, kind: 'ours', isAwaited: true, call: () => tokens.getAccessToken(wanted) },
    { name: peeked, kind: 'ours', call: () => tokens.peek(wanted) },
  ] as const;
}

export async function clientTokens(): Promise<readonly Call[]> {
  return [await handWritten('client'), ...(await ours('client', 'users_create', AWAITED, PEEKED))];
}

export async function userTokens(): Promise<readonly Call[]> {
  const [byFunction, byText] = [userNumber(1, 'function'), userNumber(1, 'text')];
  const floor = await handWritten(byText.username);
  const hashing = () => {
    hash('sha256', `${KEY}password-of-1`, 'binary');
    return floor.call();
  };
  return [
    floor,
    { ...floor, name: 'hand-written, awaited, with one SHA-256', call: hashing },
    ...(await ours(byFunction, 'accounts_read', AWAITED_FUNCTION, 'peeked, password as a function')),
    ...(await ours(byText, 'accounts_read', 'awaited, password as text', 'peeked, password as text')),
  ];
}
