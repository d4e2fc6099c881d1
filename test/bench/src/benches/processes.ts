/** Four processes of one application, with Redis between them and without. */
import type { SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { hasRedisServer, startRedisServer } from '../../../support/redis-server.ts';
import { startChild } from '../measure/child.ts';
import { interleave, note, rowsOf } from '../measure/interleave.ts';
import { rowOf } from '../report/bars.ts';
import type { Benchmark, Finding, Row } from '../result.ts';

const ROUNDS = 5;
const PROCESSES = 4;
const CALLERS = 1000;
const TOKEN_DELAY_MS = 200;
const WITH = 'four processes with Redis';
const WITHOUT = 'four processes, each by itself';

async function cold(redisUrl: string | null) {
  const sandbox = await startChild('sandbox', [3600, TOKEN_DELAY_MS]);
  const options = await sandbox.ask<SandboxConnectOptions>('where');
  const workers = await Promise.all(
    Array.from({ length: PROCESSES }, () => startChild('sharing', [options, redisUrl, CALLERS / PROCESSES])),
  );
  const answers = await Promise.all(workers.map((worker) => worker.ask<{ tookMs: number }>('go')));
  const tokenRequests = await sandbox.ask<number>('token-requests');
  await Promise.all([sandbox, ...workers].map((child) => child.end()));
  return { tookMs: Math.max(...answers.map(({ tookMs }) => tookMs)), tokenRequests };
}

export const processes: Benchmark = {
  id: 'processes',
  async run(): Promise<Finding> {
    if (!hasRedisServer) throw new Error('There is no redis-server: apt-get install redis-server');
    const requests = new Map<string, number[]>();
    const measurable = (name: string, kind: Row['kind'], isShared: boolean) => ({
      name,
      kind,
      async measure() {
        // A Redis of its own for each round, so that every one is cold.
        const redis = isShared ? await startRedisServer() : undefined;
        const { tookMs, tokenRequests } = await cold(redis?.url ?? null);
        await redis?.close();
        note(requests, name, tokenRequests);
        return tookMs;
      },
    });
    const times = await interleave([measurable(WITHOUT, 'floor', false), measurable(WITH, 'ours', true)], ROUNDS);
    const counts = rowsOf(times, requests);
    return {
      id: 'processes',
      title: 'Four processes on Redis',
      how: `${PROCESSES} processes start cold, ${CALLERS / PROCESSES} callers in each want one user’s token at once; a token request takes ${TOKEN_DELAY_MS} ms.`,
      tables: [
        { title: 'Token requests', unit: 'requests', rows: counts },
        { title: 'Time until all callers of all processes have a token', unit: 'ms', rows: times },
      ],
      bars: [
        {
          claim: `token requests of ${PROCESSES} processes with Redis: 1`,
          measured: String(rowOf(counts, WITH).value.high),
          holds: rowOf(counts, WITH).value.high === 1,
        },
      ],
      notes: ['A process that waits for another one’s token looks for it every 50 ms (± half).'],
    };
  },
};
