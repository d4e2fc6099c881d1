import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BENCHMARKS } from '../src/benchmarks/index.ts';
import { measuredOf, pageOf } from '../src/report/page.ts';
import { isPlotted, plotFile, plotOf } from '../src/report/plot.ts';
import { readResults } from '../src/results.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const FOLDER = new URL('benchmarks/', DOCS);
const MEASURED = measuredOf(BENCHMARKS, readResults(FOLDER));
const PLOTS = MEASURED.flatMap(({ benchmark, result }) =>
  result.tables.filter(isPlotted).map((table) => [plotFile(table), plotOf(table, benchmark.bars)] as const),
);
/** No label's characters are wider on average; a line has 720. */
const CHARACTER_WIDTH = 8;

describe('docs/benchmarks.md', () => {
  const page = readFileSync(new URL('benchmarks.md', DOCS), 'utf8');

  it('says what results.json says, of all benchmarks', () => {
    expect(MEASURED.map(({ result }) => result.id)).toEqual(BENCHMARKS.map(({ id }) => id));
    expect(page).toBe(pageOf(MEASURED));
  });

  it('has at most 1,600 words, ten plots and one JSON', () => {
    expect(page.split(/\s+/).length).toBeLessThanOrEqual(1600);
    expect(PLOTS.length).toBeLessThanOrEqual(10);
    expect(readdirSync(FOLDER).toSorted()).toEqual([...PLOTS.map(([file]) => file), 'results.json'].toSorted());
  });
});

describe.each(PLOTS)('the plot %s', (file, svg) => {
  it('is the one that the results make', () => {
    expect(readFileSync(new URL(file, FOLDER), 'utf8')).toBe(svg);
  });

  it('reads in light and dark, and says which way is better', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).toMatch(/<text[^>]*>[^<]*Shorter is better\.<\/text>/);
    expect(svg).toMatch(/<title>.+<\/title>\n<desc>.+<\/desc>/);
  });

  it('has room for both labels of a line', () => {
    const lines = [...svg.matchAll(/<text x="0"[^>]*>([^<]*)<\/text><text x="720"[^>]*>([^<]*)<\/text>/g)];
    expect(lines.length).toBeGreaterThan(1);
    for (const [, name = '', label = ''] of lines)
      expect((name.length + label.length) * CHARACTER_WIDTH).toBeLessThan(720);
  });
});
