/** Warm tokens as function calls: awaited, and peeked at. */
import { startSandbox } from '@linxo-guard/core/sandbox';
import { HandWrittenCache } from '../floor/hand-written-cache.ts';
import { hashPassword } from '../floor/password-hash.ts';
import { awaitTimeNs, callTimeNs } from '../measure/call-time.ts';
import type { Measurable } from '../measure/interleave.ts';
import { CLIENT_TOKEN, instantLinxo, userNumber, usernameOf } from '../ours.ts';
import { TOKEN_PEERS } from '../peers/tokens/index.ts';
import { tokenServerOf } from '../token-server.ts';

const HOUR_MS = 3_600_000;
/** A name that a bar is held to. */
export const HASHED_FLOOR = 'hand-written, awaited, and one SHA-256 of the password';

const newCache = () =>
  new HandWrittenCache((key) => Promise.resolve({ value: `token of ${key}`, expiresInMs: HOUR_MS }));

/** The application's token. The peers meet a sandbox for their one token request. */
export async function clientTokens(): Promise<readonly Measurable[]> {
  await using sandbox = await startSandbox();
  const server = tokenServerOf(sandbox.options);
  const cache = newCache();
  await cache.getToken('client');
  const { tokens } = instantLinxo();
  const kept = Promise.resolve(await tokens.getAccessToken(CLIENT_TOKEN));
  const goodUntilMs = Date.now() + HOUR_MS;
  const contenders: Measurable[] = [
    {
      name: 'hand-written, awaited',
      kind: 'floor',
      how: 'an async function around a `Map`, with a margin before expiry',
      measure: () => awaitTimeNs(() => cache.getToken('client')),
    },
    {
      name: 'the least there can be, awaited',
      kind: 'floor',
      how: 'a promise that is kept, and one clock: no look-up, no question of whose token is wanted and for what',
      measure: () => awaitTimeNs(() => (Date.now() < goodUntilMs ? kept : undefined)),
    },
    { name: 'awaited', kind: 'ours', measure: () => awaitTimeNs(() => tokens.getAccessToken(CLIENT_TOKEN)) },
    { name: 'peeked', kind: 'ours', measure: () => callTimeNs(() => tokens.peek(CLIENT_TOKEN)) },
  ];
  for (const { name, how, open } of TOKEN_PEERS) {
    const client = await open(server);
    await client.getToken();
    contenders.push({ name, kind: 'peer', how, measure: () => awaitTimeNs(() => client.getToken()) });
  }
  return contenders;
}

/** The tokens of some users, each call for the next one. */
export async function userTokens(users: number): Promise<readonly Measurable[]> {
  const cache = newCache();
  // Each in an instance of its own: an application gives passwords in one form or in the other.
  const warmed = async (password: 'text' | 'function') => {
    const { tokens, warm } = instantLinxo(undefined, { policy: { maxSubjects: users } });
    const wanted = Array.from({ length: users }, (_, index) => ({
      subject: userNumber(index, password),
      scopes: ['accounts_read'] as const,
    }));
    await warm(wanted);
    return { tokens, wanted };
  };
  const [text, vouched] = [await warmed('text'), await warmed('function')];
  const names = text.wanted.map((_, index) => usernameOf(index));
  const hashed = ({ subject }: (typeof text.wanted)[number]) => subject.username + hashPassword(subject);
  for (const name of names) await cache.getToken(name);
  for (const wanted of text.wanted) await cache.getToken(hashed(wanted));

  let turn = 0;
  const next = <T>(list: readonly T[]) => list[(turn = (turn + 1) % users)] as T;
  const contenders: Measurable[] = [
    {
      name: 'hand-written, awaited',
      kind: 'floor',
      how: 'the same `Map` by username; it does not look at the password',
      measure: () => awaitTimeNs(() => cache.getToken(next(names))),
    },
    {
      name: HASHED_FLOOR,
      kind: 'floor',
      measure: () =>
        awaitTimeNs(() => {
          const { subject } = next(text.wanted);
          hashPassword(subject);
          return cache.getToken(subject.username);
        }),
    },
    {
      name: 'hand-written, awaited, kept under username and that SHA-256',
      kind: 'floor',
      how: 'a wrong password is another key, as it has to be',
      measure: () => awaitTimeNs(() => cache.getToken(hashed(next(text.wanted)))),
    },
    {
      name: 'awaited, password as a function',
      kind: 'ours',
      measure: () => awaitTimeNs(() => vouched.tokens.getAccessToken(next(vouched.wanted))),
    },
    {
      name: 'awaited, password as text',
      kind: 'ours',
      measure: () => awaitTimeNs(() => text.tokens.getAccessToken(next(text.wanted))),
    },
    {
      name: 'peeked, password as a function',
      kind: 'ours',
      measure: () => callTimeNs(() => vouched.tokens.peek(next(vouched.wanted))),
    },
    {
      name: 'peeked, password as text',
      kind: 'ours',
      measure: () => callTimeNs(() => text.tokens.peek(next(text.wanted))),
    },
  ];
  return contenders;
}
