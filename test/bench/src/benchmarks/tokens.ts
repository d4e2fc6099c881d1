/** Measures tokens that are in the cache already, as function calls. */
import type { Benchmark } from '../benchmark.ts';
import { AWAITED, AWAITED_FUNCTION, HAND_WRITTEN, PEEKED } from '../contenders/tokens.ts';
import { IN_PROCESSES, measureCalls } from '../measure/in-processes.ts';

const CLIENT = 'Application’s token';
const USER = 'User’s token';

export const tokens: Benchmark = {
  id: 'tokens',
  title: 'Tokens in the cache',
  about: `“Awaited” is the time of an async function that awaits \`getAccessToken\`; “peeked” is the synchronous \`peek\`. The floor is a \`Map\` and one look at the clock. Ours also judges scopes, two clocks, the refresh window and the password, which costs one SHA-256 where it is text. ${IN_PROCESSES}`,
  bars: [
    { table: CLIENT, row: AWAITED, comparedWith: HAND_WRITTEN, limit: 1.25 },
    { table: CLIENT, row: PEEKED, comparedWith: HAND_WRITTEN, limit: 0.5 },
    { table: USER, row: AWAITED_FUNCTION, comparedWith: HAND_WRITTEN, limit: 1.45 },
  ],
  measure: async (tell) => [await measureCalls(CLIENT, tell), await measureCalls(USER, tell)],
};
