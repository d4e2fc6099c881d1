/** Defines what a benchmark is, and the shape in which its measurements are kept as JSON. */

/** One contender of a table. */
export interface Row {
  readonly name: string;
  /** A `floor` is the least that the work costs when it is written by hand. */
  readonly kind: 'ours' | 'peer' | 'floor';
  /** The numbers that were measured, one a round, in the unit of the table. */
  readonly rounds: readonly number[];
}

/** What is measured of each contender. */
export interface Quantity {
  readonly title: string;
  readonly unit: 'ns' | 'ms' | 'bytes' | '%' | 'count';
}

/** Contenders that took turns, so that a number can be divided by another one of the same round. */
export interface Table extends Quantity {
  readonly rows: readonly Row[];
}

/** Stands for the peer with the lowest median. */
export const FASTEST_PEER = 'the fastest peer';

/** A limit of one contender. */
export interface Bar {
  /** The title of the table and the name of the row that are held to the limit. */
  readonly table: string;
  readonly row: string;
  /** A row of the same table, or {@link FASTEST_PEER}. Without it, the limit is in the unit of the table. */
  readonly comparedWith?: string;
  readonly limit: number;
}

/** Tells the person at the terminal how far a run has come. */
export type Tell = (step: string) => void;

/** A benchmark that can be run by its name. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Describes the measurement in a few sentences of Markdown. */
  readonly about: string;
  readonly bars: readonly Bar[];
  measure(tell: Tell): Promise<readonly Table[]>;
}
