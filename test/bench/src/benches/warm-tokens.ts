/** A warm token: awaited, and peeked at. */
import { HASHED_FLOOR } from '../calls/tokens.ts';
import { callTimes, IN_PROCESSES } from '../measure/call-times.ts';
import { atMost, rowOf } from '../report/bars.ts';
import type { Benchmark, Finding } from '../result.ts';

export const warmTokens: Benchmark = {
  id: 'warm-tokens',
  async run(): Promise<Finding> {
    const client = await callTimes('the application’s token');
    const user = await callTimes('a user’s token');
    const users = await callTimes('tokens of many users');
    const hashed = rowOf(user, HASHED_FLOOR).ratio.median;
    return {
      id: 'warm-tokens',
      title: 'A warm token',
      how: `A token that is in the cache already. “Awaited” is what it costs an async function that awaits it; “peeked” is the synchronous look. The floor is a hand-written cache: one look-up, one clock. ${IN_PROCESSES}`,
      tables: [
        { title: 'The token of the application', unit: 'ns', rows: client },
        { title: 'The token of one user', unit: 'ns', rows: user },
        { title: 'The tokens of 10,000 users in turn', unit: 'ns', rows: users },
      ],
      bars: [
        atMost("the application's token, awaited, to the hand-written floor", 1, rowOf(client, 'awaited')),
        atMost("the application's token, peeked, to the awaited floor", 0.5, rowOf(client, 'peeked')),
        atMost(
          "a user's token, awaited, password as a function, to the floor",
          1,
          rowOf(user, 'awaited, password as a function'),
        ),
        atMost(
          "a user's token, awaited, password as text, to the floor, which takes so much itself with one SHA-256",
          hashed,
          rowOf(user, 'awaited, password as text'),
        ),
      ],
      notes: [
        'What an await of a promise that is kept and one clock take together leaves next to nothing of the floor for everything else: a token that is found by whose it is and for what it is good cannot be had for that.',
        'Ours judges what the floor does not: which scopes are asked for and were granted, whether the wall clock was set back, whether a successor is due, that a wrong password is another key.',
        'The bar hashes the password and throws the hash away. One that is part of a key costs more, because the look-up has to read it; ours looks up the username and compares.',
        'With 10,000 users in turn, most of the time goes to memory that is not in the processor’s caches: ours touches more of it, because it notes who was used last.',
        'All that asks within one millisecond shares a reading of the monotonic clock; a lone call takes one reading more, about as long as the wall clock’s.',
      ],
    };
  },
};
