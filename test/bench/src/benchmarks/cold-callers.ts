/** Counts the token requests of 1,000 callers that come at once, in one process and in four. */
import { startSandbox } from '@linxo-guard/core/sandbox';
import { hasRedisServer, startRedisServer } from '../../../support/redis-server.ts';
import type { Benchmark } from '../benchmark.ts';
import { measureInTurns } from '../measure/in-turns.ts';
import { outputOf } from '../measure/output-of.ts';

const ROUNDS = 3;
const CALLERS = 1000;
const TOKEN_DELAY_MS = 200;
// All processes must be ready before the callers come.
const START_IN_MS = 3000;
const REQUESTS = 'Token requests of 1,000 cold callers';
const [ONE, FOUR_WITH_REDIS] = ['one process', 'four processes with Redis'];

const counting = (processes: number, hasRedis: boolean) => async () => {
  await using sandbox = await startSandbox();
  sandbox.faults.always('token', { kind: 'slow', delayMs: TOKEN_DELAY_MS });
  // Each round has a Redis of its own, so that it is cold.
  const redis = hasRedis ? await startRedisServer() : undefined;
  const args = [sandbox.options, redis?.url ?? null, CALLERS / processes, Date.now() + START_IN_MS];
  await Promise.all(Array.from({ length: processes }, () => outputOf('cold-callers', ...args)));
  await redis?.close();
  return [sandbox.log.tokenRequests.length];
};

export const coldCallers: Benchmark = {
  id: 'cold-callers',
  title: 'Cold callers',
  about: `Fresh processes with empty caches are asked for one user’s token by 1,000 callers at once; a token request takes ${TOKEN_DELAY_MS} ms. ${ROUNDS} rounds.`,
  bars: [ONE, FOUR_WITH_REDIS].map((row) => ({ table: REQUESTS, row, limit: 1 })),
  measure(tell) {
    if (!hasRedisServer) throw new Error('There is no redis-server: apt-get install redis-server');
    const contenders = [
      { name: ONE, kind: 'ours', measure: counting(1, false) },
      { name: FOUR_WITH_REDIS, kind: 'ours', measure: counting(4, true) },
      { name: 'four processes without Redis', kind: 'ours', measure: counting(4, false) },
    ] as const;
    return measureInTurns(contenders, [{ title: REQUESTS, unit: 'count' }], ROUNDS, tell);
  },
};
