/** A finding for the terminal. */
import type { Finding } from '../result.ts';
import { decimal } from './bars.ts';

export function summaryOf({ tables, bars }: Finding): string {
  const lines = tables.flatMap(({ title, unit, rows }) => [
    `  ${title} (${unit})`,
    ...rows.map(
      ({ name, value, ratio }) =>
        `    ${name.padEnd(64)} ${decimal(value.median).padStart(9)}   × ${decimal(ratio.median)} (${decimal(ratio.low)} to ${decimal(ratio.high)})`,
    ),
  ]);
  return [...lines, ...bars.map(({ claim, measured, holds }) => `  ${holds ? '✓' : '✗'} ${claim}: ${measured}`)].join(
    '\n',
  );
}
