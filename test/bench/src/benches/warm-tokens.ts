/** A warm token: awaited, and peeked at. */
import { startSandbox } from '@linxo-guard/core/sandbox';
import type { TokenServer } from '../contender.ts';
import { HandWrittenCache } from '../floor/hand-written-cache.ts';
import { hashPassword } from '../floor/password-hash.ts';
import { awaitTimeNs, callTimeNs } from '../measure/call-time.ts';
import { interleave, type Measurable } from '../measure/interleave.ts';
import { CLIENT_TOKEN, instantLinxo, userNumber, usernameOf } from '../ours.ts';
import { TOKEN_PEERS } from '../peers/tokens/index.ts';
import { atMost, atMostOfFastestPeer, rowOf } from '../report/bars.ts';
import type { Benchmark, Finding, Row } from '../result.ts';
import { tokenServerOf } from '../token-server.ts';

const ROUNDS = 9;
const USERS = 10_000;
const HOUR_MS = 3_600_000;

const newCache = () =>
  new HandWrittenCache((key) => Promise.resolve({ value: `token of ${key}`, expiresInMs: HOUR_MS }));

async function clientTokens(server: TokenServer): Promise<readonly Row[]> {
  const cache = newCache();
  await cache.getToken('client');
  const { tokens } = instantLinxo();
  await tokens.getAccessToken(CLIENT_TOKEN);
  const contenders: Measurable[] = [
    {
      name: 'hand-written, awaited',
      kind: 'floor',
      how: 'an async function around a `Map`, with a margin before expiry',
      measure: () => awaitTimeNs(() => cache.getToken('client')),
    },
    { name: 'awaited', kind: 'ours', measure: () => awaitTimeNs(() => tokens.getAccessToken(CLIENT_TOKEN)) },
    { name: 'peeked', kind: 'ours', measure: () => callTimeNs(() => tokens.peek(CLIENT_TOKEN)) },
  ];
  for (const { name, how, open } of TOKEN_PEERS) {
    const client = await open(server);
    await client.getToken();
    contenders.push({ name, kind: 'peer', how, measure: () => awaitTimeNs(() => client.getToken()) });
  }
  return interleave(contenders, ROUNDS);
}

/** The tokens of some users, each call for the next one. */
async function userTokens(users: number): Promise<readonly Row[]> {
  const cache = newCache();
  const { tokens } = instantLinxo(undefined, { policy: { maxSubjects: 2 * users } });
  const wantedFor = (password: 'text' | 'function') =>
    Array.from({ length: users }, (_, index) => ({
      subject: userNumber(index, password),
      scopes: ['accounts_read'] as const,
    }));
  const [text, vouched] = [wantedFor('text'), wantedFor('function')];
  const names = text.map((_, index) => usernameOf(index));
  for (const name of names) await cache.getToken(name);
  for (const { subject } of text) await cache.getToken(hashPassword(subject));
  await tokens.warm([...text, ...vouched]);

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
      name: 'hand-written, awaited, and one SHA-256 of the password',
      kind: 'floor',
      measure: () =>
        awaitTimeNs(() => {
          const { subject } = next(text);
          hashPassword(subject);
          return cache.getToken(subject.username);
        }),
    },
    {
      name: 'hand-written, awaited, kept under that SHA-256',
      kind: 'floor',
      how: 'a wrong password is another key, as it has to be',
      measure: () => awaitTimeNs(() => cache.getToken(hashPassword(next(text).subject))),
    },
    {
      name: 'awaited, password as a function',
      kind: 'ours',
      measure: () => awaitTimeNs(() => tokens.getAccessToken(next(vouched))),
    },
    {
      name: 'awaited, password as text',
      kind: 'ours',
      measure: () => awaitTimeNs(() => tokens.getAccessToken(next(text))),
    },
    {
      name: 'peeked, password as a function',
      kind: 'ours',
      measure: () => callTimeNs(() => tokens.peek(next(vouched))),
    },
    { name: 'peeked, password as text', kind: 'ours', measure: () => callTimeNs(() => tokens.peek(next(text))) },
  ];
  return interleave(contenders, ROUNDS);
}

export const warmTokens: Benchmark = {
  id: 'warm-tokens',
  async run(): Promise<Finding> {
    await using sandbox = await startSandbox();
    const client = await clientTokens(tokenServerOf(sandbox.options));
    const user = await userTokens(1);
    const users = await userTokens(USERS);
    const hashed = rowOf(user, 'hand-written, awaited, and one SHA-256 of the password').ratio.median;
    return {
      id: 'warm-tokens',
      title: 'A warm token',
      how: 'A token that is in the cache already. “Awaited” is what it costs an async function that awaits it; “peeked” is the synchronous look. The floor is a hand-written cache: one look-up, one clock. The peers are used as their documentation says, and meet the sandbox for their one token request.',
      tables: [
        { title: 'The token of the application', unit: 'ns', rows: client },
        { title: 'The token of one user', unit: 'ns', rows: user },
        { title: 'The tokens of 10,000 users in turn', unit: 'ns', rows: users },
      ],
      bars: [
        atMost("the application's token, awaited, to the hand-written floor", 1, rowOf(client, 'awaited')),
        atMost("the application's token, peeked, to the awaited floor", 0.5, rowOf(client, 'peeked')),
        atMostOfFastestPeer("the application's token, awaited, to the fastest peer", 1, client, 'awaited'),
        atMost(
          "a user's token, awaited, password as a function, to the floor",
          1,
          rowOf(user, 'awaited, password as a function'),
        ),
        atMost(
          "a user's token, awaited, password as text, to the floor with its SHA-256",
          hashed,
          rowOf(user, 'awaited, password as text'),
        ),
      ],
      notes: [
        'Ours judges what the floor does not: which scopes are asked for and were granted, whether the wall clock was set back, whether a successor is due, that a wrong password is another key.',
        'A hash that is a key costs more than one that is thrown away: the look-up has to read it. The bar throws it away.',
        'With 10,000 users in turn, most of the time goes to memory that is not in the processor’s caches: ours touches more of it, because it notes who was used last.',
        'All that asks within one millisecond shares a reading of the monotonic clock; a lone call takes one reading more, about as long as the wall clock’s.',
      ],
    };
  },
};
