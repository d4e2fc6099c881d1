/** Draws a table as SVG: a bar and its quartiles for each contender, readable on a light page and on a dark one. */
import type { Bar, Row, Table } from '../benchmark.ts';
import { decimal, ratiosOf, type Spread, spreadOf, spreadText } from '../statistics.ts';
import { STYLE } from './style.ts';

const WIDTH = 720;
const PADDING = 14;
const TOP = 82;
const LINE_HEIGHT = 44;
/** A line's bar is drawn in this band, below its text. */
const [BAND_TOP, BAND] = [20, 18];
const LEGEND_STEP = 160;
const LEGEND: Readonly<Record<Row['kind'], string>> = { ours: 'linxo-guard (bold)', peer: 'peer', floor: 'floor' };

/** Gives the row that the others are divided by. Counts are compared as they are. */
export function floorOf({ unit, rows: [first] }: Table): Row | undefined {
  return first?.kind === 'floor' && unit !== 'count' ? first : undefined;
}

/** Counts need no plot. */
export function isPlotted({ unit }: Table): boolean {
  return unit !== 'count';
}

export function plotFile({ title }: Table): string {
  return `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`;
}

interface Line {
  readonly row: Row;
  /** Holds the ratios to the floor, or the values where there is no floor. */
  readonly spread: Spread;
  readonly limit: number | undefined;
  readonly label: string;
}

/** Draws the best contender first. The bars may be those of other tables, too. */
export function plotOf(table: Table, bars: readonly Bar[]): string {
  const lines = linesOf(table, bars);
  const top = Math.max(...lines.flatMap(({ spread: { high }, limit = high }) => [high, limit])) * 1.03;
  const place = (value: number) => Math.round((WIDTH * value) / top);
  const floor = floorOf(table);
  const of = floor ? `Multiples of “${floor.name}”: median and quartiles.` : 'Median and quartiles.';
  const subtitle = `${of} Shorter is better.`;
  const described = lines.map(({ row, label }) => `${row.name}: ${label}`).join('. ');
  const height = TOP + lines.length * LINE_HEIGHT + 20;
  const box = `${-PADDING} 0 ${WIDTH + 2 * PADDING} ${height}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="${box}" width="${WIDTH + 2 * PADDING}" height="${height}">`,
    `<title>${escaped(table.title)}</title>`,
    `<desc>${escaped(`${subtitle} ${described}.`)}</desc>`,
    STYLE,
    textAt(0, 20, table.title, 'title'),
    textAt(0, 43, subtitle, 'quiet'),
    ...legendOf(lines),
    ...ticksTo(top).map((tick) => tickAt(place(tick), decimal(tick), lines.length)),
    ...lines.map((line, index) => lineAt(TOP + index * LINE_HEIGHT, line, place)),
    '</svg>\n',
  ].join('\n');
}

function linesOf(table: Table, bars: readonly Bar[]): readonly Line[] {
  const floor = floorOf(table);
  const lines = table.rows.map((row): Line => {
    const spread = spreadOf(floor ? ratiosOf(row.rounds, floor.rounds) : row.rounds);
    const ofThisRow = bars.filter((bar) => bar.table === table.title && bar.row === row.name);
    const limit = ofThisRow.find(({ comparedWith }) => comparedWith === floor?.name)?.limit;
    const value = floor ? ` · ${decimal(spreadOf(row.rounds).median)} ${table.unit}` : ` ${table.unit}`;
    const held = limit === undefined ? '' : ` · limit ${limit}`;
    return { row, spread, limit, label: spreadText(spread) + value + held };
  });
  return lines.toSorted((one, other) => one.spread.median - other.spread.median);
}

function legendOf(lines: readonly Line[]): readonly string[] {
  const kinds = (['ours', 'peer', 'floor'] as const).filter((kind) => lines.some(({ row }) => row.kind === kind));
  const entries = kinds.map((kind) => [LEGEND[kind], `<rect width="10" height="10" class="${kind}"/>`]);
  if (lines.some(({ limit }) => limit !== undefined)) entries.push(['limit', '<path d="M5 -3v16" class="limit"/>']);
  return entries.map(
    ([label = '', mark], index) =>
      `<g transform="translate(${index * LEGEND_STEP} 56)">${mark}${textAt(16, 10, label, 'quiet')}</g>`,
  );
}

function lineAt(y: number, { row: { name, kind }, spread, limit, label }: Line, place: (value: number) => number) {
  const [low, median, high] = [place(spread.low), place(spread.median), place(spread.high)];
  const middle = y + BAND_TOP + BAND / 2;
  return [
    textAt(0, y + 13, name, kind === 'ours' ? 'bold' : ''),
    textAt(WIDTH, y + 13, label, 'end'),
    `<rect y="${middle - 6}" width="${median}" height="12" class="${kind}"/>`,
    `<path d="M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8" class="spread"/>`,
    limit === undefined ? '' : `<path d="M${place(limit)} ${y + BAND_TOP}v${BAND}" class="limit"/>`,
  ].join('');
}

/** Gives about five round numbers from 0 on. */
function ticksTo(top: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(top / 5));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= top / 5) ?? 10);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
}

/** Draws a tick in each line, where it crosses no text. */
function tickAt(x: number, label: string, lines: number): string {
  const path = Array.from({ length: lines }, (_, index) => `M${x} ${TOP + index * LINE_HEIGHT + BAND_TOP}v${BAND}`);
  return `<path d="${path.join('')}" class="grid"/>${textAt(x, TOP + lines * LINE_HEIGHT + 12, label, 'quiet middle')}`;
}

function textAt(x: number, y: number, content: string, classes: string): string {
  return `<text x="${x}" y="${y}"${classes === '' ? '' : ` class="${classes}"`}>${escaped(content)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
