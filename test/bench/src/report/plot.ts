/** Plots of tables and curves as SVG, drawn by ECharts without a browser. */
import * as echarts from 'echarts';
import type { Curve, Row, Table } from '../result.ts';
import { decimal } from './bars.ts';

const COLOURS: Readonly<Record<Row['kind'], string>> = { ours: '#0b7285', peer: '#adb5bd', floor: '#495057' };
const WIDTH = 920;
const ROW_HEIGHT = 30;
const FONT = 'system-ui, sans-serif';

/** Above this, a linear axis would hide the short bars. */
const LOGARITHMIC_FROM = 30;

function render(height: number, option: echarts.EChartsOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, backgroundColor: '#ffffff', textStyle: { fontFamily: FONT }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Bars from best to worst, each with its spread. */
export function plotTable({ title, unit, rows, more = false }: Table): string {
  // The axis runs upwards.
  const sorted = rows.toSorted((one, other) => (one.value.median - other.value.median) * (more ? 1 : -1));
  const medians = sorted.map(({ value }) => value.median);
  const isLogarithmic = Math.max(...medians) / Math.min(...medians) > LOGARITHMIC_FROM && Math.min(...medians) > 0;
  return render(90 + sorted.length * ROW_HEIGHT, {
    title: {
      text: `${title} (${unit}${isLogarithmic ? ', logarithmic' : ''}${more ? '; more is better' : ''})`,
      textStyle: { fontSize: 15 },
    },
    grid: { left: 400, right: 90, top: 40, bottom: 30 },
    xAxis: {
      type: isLogarithmic ? 'log' : 'value',
      axisLabel: { formatter: (value: number) => decimal(value), hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      data: sorted.map(({ name }) => name.replaceAll('`', '')),
      axisLabel: { fontSize: 12 },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        barWidth: 16,
        data: sorted.map(({ value, kind }) => ({ value: value.median, itemStyle: { color: COLOURS[kind] } })),
      },
      {
        type: 'custom',
        data: sorted.map(({ value }, index) => [index, value.low, value.high]),
        encode: { x: [1, 2], y: 0 },
        renderItem: (params, api) => {
          const [low, high] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
          const y = low[1] ?? 0;
          const line = (x1 = 0, y1 = 0, x2 = 0, y2 = 0) => ({
            type: 'line' as const,
            shape: { x1, y1, x2, y2 },
            style: { stroke: '#212529', lineWidth: 1.2 },
          });
          return {
            type: 'group',
            children: [
              line(low[0], y, high[0], y),
              line(low[0], y - 4, low[0], y + 4),
              line(high[0], y - 4, high[0], y + 4),
              {
                type: 'text' as const,
                x: (high[0] ?? 0) + 8,
                y,
                style: {
                  text: decimal(medians[params.dataIndex] ?? NaN),
                  fontSize: 12,
                  verticalAlign: 'middle' as const,
                },
              },
            ],
          };
        },
      },
    ],
  });
}

/** Lines over an ordinal axis. */
export function plotCurve({ title, unit, xTitle, x, lines }: Curve): string {
  const dashes = ['solid', 'dashed', 'dotted'] as const;
  return render(360, {
    title: { text: `${title} (${unit})`, textStyle: { fontSize: 15 } },
    legend: { top: 34, itemGap: 24, data: lines.map(({ name }) => name.replaceAll('`', '')) },
    grid: { left: 70, right: 60, top: 84, bottom: 50 },
    xAxis: { type: 'category', data: x.map(String), name: xTitle, nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'value', min: 0 },
    series: lines.map(({ name, kind, y }, index) => ({
      type: 'line',
      name: name.replaceAll('`', ''),
      data: [...y],
      symbolSize: 7,
      lineStyle: { color: COLOURS[kind], type: dashes[index % dashes.length] ?? 'solid' },
      itemStyle: { color: COLOURS[kind] },
      label: {
        show: true,
        position: index === 1 ? 'top' : 'right',
        formatter: ({ value }) => decimal(Number(value)),
      },
    })),
  });
}
