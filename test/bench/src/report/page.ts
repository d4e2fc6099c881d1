/** Writes the page `docs/benchmarks.md` from the results: the bars first, then a section for each benchmark. */
import { claimOf, judge } from '../judge.ts';
import type { Benchmark, Row, Table } from '../benchmark.ts';
import type { Result } from '../results.ts';
import { decimal, ratiosOf, spreadOf, spreadText } from '../statistics.ts';
import { floorOf, isPlotted, plotFile } from './plot.ts';

/** Joins a benchmark with its last result. */
export interface Measured {
  readonly benchmark: Benchmark;
  readonly result: Result;
}

/** Joins benchmarks with their results, in the order of the benchmarks. */
export function measuredOf(benchmarks: readonly Benchmark[], results: readonly Result[]): readonly Measured[] {
  return benchmarks.flatMap((benchmark) =>
    results.filter(({ id }) => id === benchmark.id).map((result) => ({ benchmark, result })),
  );
}

export function pageOf(measured: readonly Measured[]): string {
  return [headOf(measured), barsOf(measured), ...measured.map(sectionOf)].join('\n');
}

function headOf(measured: readonly Measured[]): string {
  const runs = new Set(measured.map(({ result: { machine, measuredOn } }) => `${measuredOn} on ${machine}`));
  const seconds = measured.reduce((sum, { result }) => sum + result.seconds, 0);
  return `# Benchmarks

Written by \`npm run bench\` from [results.json](benchmarks/results.json), which has every round; do not edit.

Contenders are measured in turns, round after round, over loopback only. What counts are ratios to a floor, which is the least that the
work costs when it is written by hand, measured in the same round. Each number is the median of the rounds, with the quartiles in
brackets; where these lie far apart, other work was going on and the median says little. Times of other machines are not comparable.

Measured ${[...runs].join('; ')}, in ${decimal(seconds / 60)} minutes.
`;
}

function barsOf(measured: readonly Measured[]): string {
  const lines = measured.flatMap(({ benchmark, result }) =>
    benchmark.bars.map((bar) => {
      const { measured: found, holds } = judge(bar, result.tables);
      return lineOf([holds ? 'held' : '**missed**', claimOf(bar), decimal(bar.limit), found]);
    }),
  );
  return ['## Bars', '', ...headOfTable(['', 'bar', 'at most', 'measured']), ...lines, ''].join('\n');
}

function sectionOf({ benchmark: { title, about }, result: { tables } }: Measured): string {
  return [`## ${title}`, '', about, '', ...tables.map(tableOf)].join('\n');
}

function tableOf(table: Table): string {
  const plot = isPlotted(table) ? [`![${table.title}](benchmarks/${plotFile(table)})`, ''] : [];
  const unit = table.unit === 'count' ? 'worst round' : table.unit;
  const heads = headOfTable([table.title, unit, ...(floorOf(table) ? ['to the floor'] : [])]);
  return [...plot, ...heads, ...table.rows.map((row) => rowLine(row, table)), ''].join('\n');
}

function headOfTable(heads: readonly string[]): readonly string[] {
  return [lineOf(heads), lineOf(heads.map(() => '---'))];
}

function rowLine({ name, kind, rounds }: Row, table: Table): string {
  const title = kind === 'ours' ? `**${name}**` : name;
  if (table.unit === 'count') return lineOf([title, decimal(Math.max(...rounds))]);
  const floor = floorOf(table);
  if (!floor) return lineOf([title, spreadText(spreadOf(rounds))]);
  return lineOf([title, decimal(spreadOf(rounds).median), spreadText(spreadOf(ratiosOf(rounds, floor.rounds)))]);
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
