/** All benchmarks, in the order of the report. */
import type { Benchmark } from '../result.ts';
import { apiClient } from './api-client.ts';
import { cacheGrowth } from './cache-growth.ts';
import { coldCallers } from './cold-callers.ts';
import { guards } from './guards.ts';
import { ownShare } from './own-share.ts';
import { processes } from './processes.ts';
import { rollover } from './rollover.ts';
import { startUp } from './start-up.ts';
import { warmTokens } from './warm-tokens.ts';

export const BENCHMARKS: readonly Benchmark[] = [
  guards,
  warmTokens,
  coldCallers,
  ownShare,
  rollover,
  cacheGrowth,
  processes,
  apiClient,
  startUp,
];
