/** Measures contenders in turns, round after round, so that what disturbs the machine disturbs all of them. */
import type { Quantity, Row, Table, Tell } from '../benchmark.ts';
import { numberAt } from '../statistics.ts';

const SIGNIFICANT_DIGITS = 4;

/** Can be measured again and again. */
export interface Contender extends Pick<Row, 'name' | 'kind'> {
  /** Gives one number for each quantity. */
  measure(): Promise<readonly number[]> | readonly number[];
}

/** Measures each contender once a round, each round beginning with another one. Gives a table for each quantity. */
export async function measureInTurns(
  contenders: readonly Contender[],
  quantities: readonly Quantity[],
  rounds: number,
  tell: Tell = () => undefined,
): Promise<readonly Table[]> {
  const found = contenders.map((): (readonly number[])[] => []);
  for (let round = 0; round < rounds; round++) {
    tell(`round ${round + 1} of ${rounds}`);
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + turn) % contenders.length;
      found[index]?.push((await contenders[index]?.measure()) ?? []);
    }
  }
  return quantities.map((quantity, which) => ({
    ...quantity,
    rows: contenders.map(({ name, kind }, index) => ({
      name,
      kind,
      rounds: (found[index] ?? []).map((numbers) => Number(numberAt(numbers, which).toPrecision(SIGNIFICANT_DIGITS))),
    })),
  }));
}
