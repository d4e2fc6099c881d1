/** A finding for the terminal. */
import type { Finding } from '../result.ts';
import { decimal, spreadText } from './bars.ts';

export function summaryOf({ tables, bars }: Finding): string {
  const lines = tables.flatMap(({ title, unit, rows }) => [
    `  ${title} (${unit})`,
    ...rows.map(
      ({ name, value, ratio }) =>
        `    ${name.padEnd(64)} ${decimal(value.median).padStart(9)}   × ${spreadText(ratio)}`,
    ),
  ]);
  return [...lines, ...bars.map(({ claim, measured, holds }) => `  ${holds ? '✓' : '✗'} ${claim}: ${measured}`)].join(
    '\n',
  );
}
