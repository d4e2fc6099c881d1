/** Computes medians, quartiles and ratios of numbers that were measured round by round, and writes them as text. */

/** Tells where the middle of some numbers lies. */
export interface Spread {
  readonly median: number;
  /** This is the first quartile, and `high` is the third. */
  readonly low: number;
  readonly high: number;
}

/** @throws Error when there are no numbers */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Interpolates between two neighbours. */
function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = numberAt(sorted, below);
  return place === below ? lower : lower + (place - below) * (numberAt(sorted, below + 1) - lower);
}

/** Divides each number by the divisor of the same round: what slowed the machine then slowed both. */
export function ratiosOf(numbers: readonly number[], divisors: readonly number[]): readonly number[] {
  return numbers.map((number, round) => number / numberAt(divisors, round));
}

/** @throws Error when there is none */
export function numberAt(numbers: readonly number[], index: number): number {
  const number = numbers[index];
  if (number === undefined) throw new Error(`There is no number ${index}: nothing was measured.`);
  return number;
}

/** Writes the median and, where they differ from it, the quartiles in brackets. */
export function spreadText({ median, low, high }: Spread): string {
  return low === high ? decimal(median) : `${decimal(median)} (${decimal(low)}–${decimal(high)})`;
}

/** Writes a number with three significant digits. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
