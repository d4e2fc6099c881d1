/** What a benchmark finds: rows that were measured interleaved in one run, and bars that they are held to. */

/** The middle of several rounds, and between what the middle half of them lies. */
export interface Spread {
  readonly median: number;
  /** The first and the third quartile. */
  readonly low: number;
  readonly high: number;
}

/** One contender. */
export interface Row {
  readonly name: string;
  /** Ours, a peer, or the floor that all are compared with. */
  readonly kind: 'ours' | 'peer' | 'floor';
  /** What was measured, where the name does not say it all. */
  readonly how?: string | undefined;
  /** In the unit of the table. */
  readonly value: Spread;
  /** Divided by the floor's value of the same round. */
  readonly ratio: Spread;
}

/** What the issue of a benchmark asks for, and what came out. */
export interface Bar {
  readonly claim: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** One table of a benchmark. */
export interface Table {
  readonly title: string;
  /** Of the values: `ns`, `µs`, `ms`, `bytes`. */
  readonly unit: string;
  readonly rows: readonly Row[];
  /** Whether more is better. Default: less is. */
  readonly more?: boolean;
}

/** How something grows: one line a contender. */
export interface Curve {
  readonly title: string;
  readonly unit: string;
  readonly xTitle: string;
  readonly x: readonly (number | string)[];
  readonly lines: readonly { readonly name: string; readonly kind: Row['kind']; readonly y: readonly number[] }[];
}

/** What one benchmark found. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly how: string;
  readonly tables: readonly Table[];
  readonly curves?: readonly Curve[];
  readonly bars: readonly Bar[];
  /** What the tables do not say by themselves: what is worse, what is not comparable. */
  readonly notes?: readonly string[];
}

/** A benchmark that can be run by its name. */
export interface Benchmark {
  readonly id: string;
  run(): Promise<Finding>;
}
