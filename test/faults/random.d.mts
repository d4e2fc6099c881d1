/** Random numbers that a seed repeats. */
export interface Random {
  /** Returns a number from 0 up to 1. */
  next(): number;
  /** Returns a whole number from 0 up to the limit. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** Returns true for this share of the calls. */
  chance(share: number): boolean;
}

export function randomFrom(seed: number): Random;
