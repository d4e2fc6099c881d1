/** Measures the bytes of heap that the tokens of many users take. */
import type { Benchmark } from '../benchmark.ts';
import { measureInTurns } from '../measure/in-turns.ts';
import { outputOf } from '../measure/output-of.ts';

const ROUNDS = 3;
const USERS = 100_000;
const BYTES = 'Heap a user, 100,000 users';
const OURS = 'linxo-guard';
const FLOOR = 'hand-written cache';

const filling = (contender: 'ours' | 'floor') => async () => [await outputOf<number>('memory', contender, USERS)];

export const memory: Benchmark = {
  id: 'memory',
  title: 'Memory',
  about: `A fresh process is filled with users whose tokens have 341 characters and whose passwords are functions. Ours knows which tokens were used least recently and is bounded; the floor grows without end. ${ROUNDS} rounds.`,
  bars: [{ table: BYTES, row: OURS, comparedWith: FLOOR, limit: 1.25 }],
  measure(tell) {
    const contenders = [
      { name: FLOOR, kind: 'floor', measure: filling('floor') },
      { name: OURS, kind: 'ours', measure: filling('ours') },
    ] as const;
    return measureInTurns(contenders, [{ title: BYTES, unit: 'bytes' }], ROUNDS, tell);
  },
};
