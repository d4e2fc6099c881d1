/** Holds rows to their bars. */
import type { Bar, Row, Spread } from '../result.ts';

/** The row of a name. */
export function rowOf(rows: readonly Row[], name: string): Row {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`There is no row "${name}".`);
  return row;
}

/** A ratio to the floor that is not to be exceeded. */
export function atMost(claim: string, limit: number, { ratio }: Row): Bar {
  return {
    claim: `${claim}: at most ${decimal(limit)}`,
    measured: spreadText(ratio),
    holds: ratio.median <= limit,
  };
}

/** A part of the time that the fastest peer takes, or the peer of a name. */
export function atMostOfFastestPeer(claim: string, limit: number, rows: readonly Row[], ours: string, peer = ''): Bar {
  const peers = rows.filter(({ kind, name }) => kind === 'peer' && name.startsWith(peer));
  const [fastest] = peers.toSorted((one, other) => one.value.median - other.value.median);
  if (!fastest) throw new Error('There is no peer to compare with.');
  const part = rowOf(rows, ours).value.median / fastest.value.median;
  return {
    claim: `${claim}: at most 1/${Math.round(1 / limit)}`,
    measured: `1/${decimal(1 / part)} of ${fastest.name}`,
    holds: part <= limit,
  };
}

/** The median, and in brackets the quartiles. */
export function spreadText({ median, low, high }: Spread): string {
  return `${decimal(median)} (${decimal(low)} to ${decimal(high)})`;
}

/** Three digits that count. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
