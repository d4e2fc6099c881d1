/** Holds measurements to their bars. */
import { type Bar, FASTEST_PEER, type Row, type Table } from './benchmark.ts';
import { decimal, ratiosOf, spreadOf, spreadText } from './statistics.ts';

/** Describes in words which numbers the bar compares. */
export function claimOf({ table, row, comparedWith }: Bar): string {
  return `${table}: ${row}${comparedWith === undefined ? '' : `, to ${comparedWith}`}`;
}

/** Judges by the median of the rounds. A count must hold in every round, since it does not vary with the machine. */
export function judge({ table: title, row, comparedWith, limit }: Bar, tables: readonly Table[]) {
  const table = tables.find((one) => one.title === title);
  if (!table) throw new Error(`There is no table "${title}".`);
  const { rounds } = rowOf(table, row);
  if (table.unit === 'count') {
    const worst = Math.max(...rounds);
    return { measured: decimal(worst), holds: worst <= limit };
  }
  const other = comparedWith === undefined ? undefined : rowOf(table, comparedWith);
  const spread = spreadOf(other ? ratiosOf(rounds, other.rounds) : rounds);
  const suffix = other && other.name !== comparedWith ? ` of ${other.name}` : '';
  return { measured: spreadText(spread) + suffix, holds: spread.median <= limit };
}

/** @throws Error when the table has no such row */
function rowOf({ title, rows }: Table, name: string): Row {
  const peers = rows.filter(({ kind }) => kind === 'peer');
  const medianOf = (row: Row) => spreadOf(row.rounds).median;
  const [fastest] = peers.toSorted((one, other) => medianOf(one) - medianOf(other));
  const row = name === FASTEST_PEER ? fastest : rows.find((one) => one.name === name);
  if (!row) throw new Error(`There is no row "${name}" in "${title}".`);
  return row;
}
