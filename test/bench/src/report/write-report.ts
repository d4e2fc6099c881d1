/** The report: `docs/benchmarks.md`, with a plot for each table. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Curve, Finding, Row, Table } from '../result.ts';
import { decimal } from './bars.ts';
import type { Kept } from './kept.ts';
import { FOLDER, REPORT } from './places.ts';
import { plotCurve, plotTable } from './plot.ts';

const HEAD = `# Benchmarks

Written by \`npm run bench\`; do not edit. Contenders are measured in turns in one run. What counts are the ratios, each to the floor of
the same round: the median of all rounds, and in brackets its quartiles. Times of another machine, or of another hour, are not
comparable; where the quartiles lie far apart, other work was going on and the median says little. In the plots black is the floor,
grey are peers, blue is linxo-guard.
`;

/** Writes the report of all that was kept. */
export function writeReport(kept: readonly Kept[]): void {
  const parts = kept.map(sectionOf);
  writeFileSync(REPORT, [HEAD, barsOf(kept), ...parts].join('\n'));
}

function barsOf(kept: readonly Kept[]): string {
  const rows = kept.flatMap(({ finding }) =>
    finding.bars.map(({ claim, measured, holds }) => `| ${holds ? 'held' : '**missed**'} | ${claim} | ${measured} |`),
  );
  return [
    '## What was asked for, and what came out',
    '',
    '| | bar | measured |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function sectionOf({ machine, measuredOn, finding }: Kept): string {
  return [
    `## ${finding.title}`,
    '',
    `${finding.how} Measured on ${measuredOn}: ${machine}. [All numbers](benchmarks/${finding.id}.json).`,
    '',
    ...finding.tables.flatMap((table, index) => tableOf(finding, table, index)),
    ...(finding.curves ?? []).flatMap((curve, index) => curveOf(finding, curve, index)),
    ...(finding.notes ?? []).filter((note) => note !== '').map((note) => `- ${note}`),
    '',
  ].join('\n');
}

function tableOf(finding: Finding, table: Table, index: number): readonly string[] {
  const file = `${finding.id}-${index + 1}.svg`;
  writeFileSync(join(FOLDER, file), plotTable(table));
  return [
    `### ${table.title}`,
    '',
    `![${table.title}](benchmarks/${file})`,
    '',
    `| | ${table.unit} | to the floor |`,
    '| --- | --- | --- |',
    ...table.rows.map(rowOf),
    '',
  ];
}

function rowOf({ name, kind, how, value, ratio }: Row): string {
  const title = kind === 'ours' ? `**${name}**` : name;
  const spread = ratio.low === ratio.high ? '' : ` (${decimal(ratio.low)} to ${decimal(ratio.high)})`;
  return `| ${title}${how ? `<br>${how}` : ''} | ${decimal(value.median)} | ${decimal(ratio.median)}${spread} |`;
}

function curveOf(finding: Finding, curve: Curve, index: number): readonly string[] {
  const file = `${finding.id}-curve-${index + 1}.svg`;
  writeFileSync(join(FOLDER, file), plotCurve(curve));
  return [`### ${curve.title}`, '', `![${curve.title}](benchmarks/${file})`, ''];
}
