/** Lists all benchmarks in the order of the page. */
import type { Benchmark } from '../benchmark.ts';
import { coldCallers } from './cold-callers.ts';
import { guards } from './guards.ts';
import { memory } from './memory.ts';
import { ownShare } from './own-share.ts';
import { rollover } from './rollover.ts';
import { syncJob } from './sync-job.ts';
import { tokens } from './tokens.ts';

export const BENCHMARKS: readonly Benchmark[] = [guards, tokens, coldCallers, ownShare, rollover, syncJob, memory];
