/** Measures which share of a request's processor time is spent in our packages. */
import type { Benchmark } from '../benchmark.ts';
import { measureInTurns } from '../measure/in-turns.ts';
import { outputOf } from '../measure/output-of.ts';

const ROUNDS = 3;
// The compiler needs many requests before its own time does not count any more.
const WARM_UP_REQUESTS = 20_000;
const REQUESTS = 40_000;
const SHARE = 'Percent of a request’s processor time';
const MOST_PERCENT = { function: 3, text: 7 } as const;

const CASES = (['Express', 'Koa'] as const).flatMap((framework) =>
  (['function', 'text'] as const).map((password) => ({
    name: `${framework}, password as ${password === 'text' ? 'text' : 'a function'}`,
    kind: 'ours' as const,
    password,
    measure: async () => [100 * (await outputOf<number>('own-share', framework, password, WARM_UP_REQUESTS, REQUESTS))],
  })),
);

export const ownShare: Benchmark = {
  id: 'own-share',
  title: 'Share of a request',
  about: `An application has one route behind \`linxo()\` and \`requireScope()\`, and the token is in the cache. In a fresh process, after ${WARM_UP_REQUESTS.toLocaleString('en-US')} requests over ten connections, V8’s sampling profiler looks on for ${REQUESTS.toLocaleString('en-US')} more. Counted is the busy time in files of linxo-guard and in what they call of Node and V8. The framework’s time for two more layers, the garbage collector and the kernel are left out. ${ROUNDS} rounds.`,
  bars: CASES.map(({ name, password }) => ({ table: SHARE, row: name, limit: MOST_PERCENT[password] })),
  measure: (tell) => measureInTurns(CASES, [{ title: SHARE, unit: '%' }], ROUNDS, tell),
};
