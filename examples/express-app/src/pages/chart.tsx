/** A chart of balances, drawn as SVG on the server, with the same numbers as a table. */
import type { DayBalance } from '../accounts/balance-history.ts';
import type { Visit } from '../visit.ts';
import { ticksFor } from './chart-ticks.ts';
import { fullDay, money, roundMoney, shortDay } from './formats.ts';

interface ChartProps {
  readonly visit: Visit;
  /** Names the chart on its page. */
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly history: readonly DayBalance[];
}

/** Each drawing has its own size, so that its letters are of one size on every screen. The stylesheet shows the one that fits. */
const SIZES = [
  { name: 'broad', width: 960, height: 220, isLastBeside: true },
  { name: 'middle', width: 660, height: 220, isLastBeside: true },
  { name: 'small', width: 460, height: 200, isLastBeside: false },
  { name: 'smallest', width: 330, height: 200, isLastBeside: false },
] as const;

/** The scale is on the left, so that no line runs through it. */
const MARGIN = { top: 24, right: 8, bottom: 24 } as const;
/** The width of a digit of the labels, at most. */
const DIGIT_WIDTH = 8;
/** The width that the last value takes at most. */
const LAST_WIDTH = 100;
const WEEK = 7;

export function Chart(props: ChartProps) {
  const { visit, title, currency, history } = props;
  const { words, language } = visit;
  return (
    <figure class="chart">
      {SIZES.map((size) => (
        <Drawing {...props} size={size} />
      ))}
      <details>
        <summary>{words.chart.asTable}</summary>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.chart.day}</th>
              <th scope="col" class="amount">
                {words.chart.balance}
              </th>
            </tr>
          </thead>
          <tbody>
            {history
              .filter((_, index) => (history.length - 1 - index) % WEEK === 0)
              .toReversed()
              .map(({ seconds, balance }) => (
                <tr>
                  <th scope="row">{fullDay(language, seconds)}</th>
                  <td class="amount">{money(language, balance, currency)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Drawing({
  visit,
  id,
  title,
  currency,
  history,
  size,
}: ChartProps & { readonly size: (typeof SIZES)[number] }) {
  const { words, language } = visit;
  const { name, width, height, isLastBeside } = size;
  const balances = history.map(({ balance }) => balance);
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined) return null;
  const ticks = ticksFor(Math.min(...balances), Math.max(...balances));
  const [low, high] = [ticks[0], ticks[2]];
  const labels = ticks.map((tick) => roundMoney(language, tick, currency));
  const left = 8 + DIGIT_WIDTH * Math.max(...labels.map(({ length }) => length));
  const lastValue = money(language, last.balance, currency);
  const end = width - MARGIN.right - (isLastBeside ? MARGIN.right + DIGIT_WIDTH * lastValue.length : 0);
  const x = (index: number) => round(left + ((end - left) * index) / Math.max(1, history.length - 1));
  const y = (balance: number) =>
    round(height - MARGIN.bottom - ((height - MARGIN.top - MARGIN.bottom) * (balance - low)) / (high - low));
  const line = balances.map((balance, index) => `${x(index)} ${y(balance)}`).join('L');
  const floor = height - MARGIN.bottom;
  // Where there is no room beside it, the last value stands above whatever the line does below it.
  const besideEnd = balances.filter((_, index) => x(index) >= end - LAST_WIDTH);
  const lastY = Math.max(MARGIN.top - 10, Math.min(...besideEnd.map(y)) - 10);
  const middle = history[Math.floor(history.length / 2)] ?? last;
  const titleId = `${id}-${name}-title`;
  return (
    <svg
      class={name}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        {title}. {words.chart.summary(money(language, first.balance, currency), lastValue)}
      </title>
      <desc>{words.chart.from(fullDay(language, first.seconds), fullDay(language, last.seconds))}</desc>
      {ticks.map((tick, index) => (
        <>
          <path class="grid" d={`M${left} ${y(tick)}H${end}`} />
          <text x={left - 8} y={y(tick) + 4} text-anchor="end">
            {labels[index]}
          </text>
        </>
      ))}
      <path class="area" d={`M${line}L${x(history.length - 1)} ${floor}L${x(0)} ${floor}Z`} />
      <path class="line" d={`M${line}`} />
      <circle cx={x(history.length - 1)} cy={y(last.balance)} r="4" />
      {isLastBeside ? (
        <text class="last" x={end + 12} y={y(last.balance) + 4}>
          {lastValue}
        </text>
      ) : (
        <text class="last" x={end} y={lastY} text-anchor="end">
          {lastValue}
        </text>
      )}
      <text x={left} y={height - 6}>
        {shortDay(language, first.seconds)}
      </text>
      <text x={(left + end) / 2} y={height - 6} text-anchor="middle">
        {shortDay(language, middle.seconds)}
      </text>
      <text x={end} y={height - 6} text-anchor="end">
        {shortDay(language, last.seconds)}
      </text>
    </svg>
  );
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
