/** Measures contenders in turns, round after round, so that what disturbs the machine disturbs all of them. */
import type { Row, Spread } from '../result.ts';

/** Something that can be measured again and again. */
export interface Measurable {
  readonly name: string;
  readonly kind: Row['kind'];
  readonly how?: string | undefined;
  measure(): Promise<number> | number;
}

/** The middle of some numbers, and the quartiles beside it. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Between two neighbours, their weighted mean. */
function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = at(sorted, below);
  return place === below ? lower : lower + (place - below) * (at(sorted, below + 1) - lower);
}

/**
 * Measures all contenders once a round, each round beginning with another one.
 *
 * @param contenders the first one of kind `floor` is what the ratios are to
 */
export async function interleave(contenders: readonly Measurable[], rounds: number): Promise<readonly Row[]> {
  return rowsOf(contenders, await measureInTurns(contenders, rounds));
}

/** The same, as it was found: by the contenders' names, a number for each round. */
export async function measureInTurns(
  contenders: readonly Measurable[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const values = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const turn = round % contenders.length;
    for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      values.get(contender.name)?.push(await contender.measure());
    }
  }
  return values;
}

/**
 * The rows of what was found round by round: also of a second thing that was noted while the first was measured.
 *
 * @param contenders the first one of kind `floor` is what the ratios are to
 * @param values by the contenders' names, a number for each round
 */
export function rowsOf(
  contenders: readonly Pick<Row, 'name' | 'kind' | 'how'>[],
  values: ReadonlyMap<string, readonly number[]>,
): readonly Row[] {
  const floor = contenders.find(({ kind }) => kind === 'floor')?.name ?? '';
  return contenders.map(({ name, kind, how }) => {
    const own = values.get(name) ?? [];
    const ratios = own.map((value, round) => value / at(values.get(floor) ?? [], round));
    return { name, kind, how, value: spreadOf(own), ratio: spreadOf(ratios) };
  });
}

/** Notes what was measured in turns beside what was noted before. */
export function noteAll(values: Map<string, number[]>, more: Iterable<readonly [string, readonly number[]]>): void {
  for (const [name, numbers] of more) for (const number of numbers) note(values, name, number);
}

/** Notes one more number of a name. */
export function note(values: Map<string, number[]>, name: string, value: number): void {
  values.set(name, [...(values.get(name) ?? []), value]);
}

function at(numbers: readonly number[], index: number): number {
  const number = numbers[index];
  if (number === undefined) throw new Error(`There is no number ${index}: nothing was measured.`);
  return number;
}
