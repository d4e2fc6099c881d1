/** Measures guards as function calls: guards that pass and guards that refuse. */
import { type Bar, type Benchmark, FASTEST_PEER } from '../benchmark.ts';
import { JWT_BEARER } from '../contenders/guard-peers.ts';
import { CLIENT_TOKEN_IN_CACHE, EMPTY_MIDDLEWARE, EXPRESS_REFUSES, TOKEN_ON_REQUEST } from '../contenders/guards.ts';
import { IN_PROCESSES, measureCalls } from '../measure/in-processes.ts';

const EXPRESS = 'Express guard that passes';
const KOA = 'Koa guard that passes';
const REFUSAL = 'Guard that refuses';

const passingBars = (table: string): readonly Bar[] => [
  { table, row: TOKEN_ON_REQUEST, comparedWith: EMPTY_MIDDLEWARE, limit: 3 },
  { table, row: TOKEN_ON_REQUEST, comparedWith: FASTEST_PEER, limit: 1 / 6 },
  { table, row: CLIENT_TOKEN_IN_CACHE, comparedWith: FASTEST_PEER, limit: 1 },
];

export const guards: Benchmark = {
  id: 'guards',
  title: 'Guards',
  about: `A guard is called as a router calls it, not inlined; a refusal happens ten frames deep. The peers judge a JWT that was verified before and left on the request. Ours does as much behind another guard (“token on the request”), and otherwise looks up user and token first; there, passwords are functions. The peers have no guards for Koa, so their Express guards stand beside both. ${IN_PROCESSES}`,
  bars: [
    ...passingBars(EXPRESS),
    ...passingBars(KOA),
    { table: REFUSAL, row: EXPRESS_REFUSES, comparedWith: JWT_BEARER, limit: 1 / 10 },
  ],
  async measure(tell) {
    return [await measureCalls(EXPRESS, tell), await measureCalls(KOA, tell), await measureCalls(REFUSAL, tell)];
  },
};
