/** Measures the latency of requests while a token is replaced by the next one. */
import type { Benchmark } from '../benchmark.ts';
import { measureInTurns } from '../measure/in-turns.ts';
import { outputOf } from '../measure/output-of.ts';

const ROUNDS = 7;
const LIFETIME_S = 5;
const LONG_S = 3600;
const TOKEN_DELAY_MS = 200;
// A connection that waits has sent its request when the wait began, so it takes nearly as long as the token request.
const WAITING_MS = 150;
// A token of 5 s is refreshed after 3.9 to 4.1 s, and not handed out after 4.5 s: all of that lies in this window.
const [FROM_MS, END_S] = [3000, 6];
const LATENCY = 'Latency, 99th percentile';
const WAITING = 'Callers that waited for a token';
const [WITHOUT, WITH] = ['no rollover', 'a rollover'];

type Noticed = Readonly<Record<'p99Ms' | 'waiting' | 'tokenRequests', number>>;

const loading = (lifetimeS: number, policy: object) => async () => {
  const args = [lifetimeS, TOKEN_DELAY_MS, policy, { duration: END_S }, FROM_MS, WAITING_MS];
  const { p99Ms, waiting, tokenRequests } = await outputOf<Noticed>('rollover', ...args);
  if (tokenRequests > 1 !== (lifetimeS === LIFETIME_S)) throw new Error(`There were ${tokenRequests} token requests.`);
  return [p99Ms, waiting];
};

export const rollover: Benchmark = {
  id: 'rollover',
  title: 'A token rollover',
  about: `Tokens live ${LIFETIME_S} s, a token request takes ${TOKEN_DELAY_MS} ms, and an Express application answers ten connections on one guarded route. Counted is what was answered from second ${FROM_MS / 1000} to ${END_S}, while one token is replaced by the next. Who took ${WAITING_MS} ms or more has waited. ${ROUNDS} rounds.`,
  bars: [
    { table: LATENCY, row: WITH, comparedWith: WITHOUT, limit: 1.1 },
    { table: WAITING, row: WITH, limit: 0 },
  ],
  measure(tell) {
    const contenders = [
      { name: WITHOUT, kind: 'floor', measure: loading(LONG_S, {}) },
      { name: WITH, kind: 'ours', measure: loading(LIFETIME_S, {}) },
      { name: 'a rollover, refresh-ahead off', kind: 'ours', measure: loading(LIFETIME_S, { refreshAheadMs: 0 }) },
    ] as const;
    const quantities = [
      { title: LATENCY, unit: 'ms' },
      { title: WAITING, unit: 'count' },
    ] as const;
    return measureInTurns(contenders, quantities, ROUNDS, tell);
  },
};
