/** Defines what a benchmark is, and the shape in which its measurements are kept as JSON. */

/** Holds the measurements of one contender. */
export interface Row {
  readonly name: string;
  /** A `floor` is the least that the work costs when it is written by hand. */
  readonly kind: 'ours' | 'peer' | 'floor';
  /** Holds one number a round, in the unit of the table. */
  readonly rounds: readonly number[];
}

/** Names a quantity that is measured of each contender. */
export interface Quantity {
  readonly title: string;
  readonly unit: 'ns' | 'ms' | 'bytes' | '%' | 'count';
}

/** Holds contenders that took turns, so that a number can be divided by another one of the same round. */
export interface Table extends Quantity {
  readonly rows: readonly Row[];
}

/** Stands for the peer with the lowest median. */
export const FASTEST_PEER = 'the fastest peer';

/** Sets a limit to one contender. */
export interface Bar {
  /** These are the title of the table and the name of the row that must not exceed the limit. */
  readonly table: string;
  readonly row: string;
  /** Names a row of the same table, or {@link FASTEST_PEER}. Without it, the limit is in the unit of the table. */
  readonly comparedWith?: string;
  readonly limit: number;
}

/** Tells the person at the terminal how far a run has come. */
export type Tell = (step: string) => void;

/** Can be run by its id. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Describes the measurement in a few sentences of Markdown. */
  readonly about: string;
  readonly bars: readonly Bar[];
  measure(tell: Tell): Promise<readonly Table[]>;
}
