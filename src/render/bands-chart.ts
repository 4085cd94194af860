import type { CustomSeriesOption } from 'echarts/charts';
import {
  axesOf,
  type ChartSize,
  chartFont,
  dayMarks,
  type MarkedDay,
  type MarkTexts,
  svgOf,
} from './chart-parts.ts';

/** Calls counted and calls expected, day after day. */
export interface BandsChart extends ChartSize {
  readonly days: readonly (MarkedDay & {
    readonly label: string;
    /** Calls counted; null where none are known. */
    readonly counted: number | null;
    /** Null on days that were not forecast. */
    readonly forecast: {
      readonly calls: number;
      readonly low95: number;
      readonly low80: number;
      readonly high80: number;
      readonly high95: number;
    } | null;
  })[];
  /** Every how many days a label stands, the forecast days' first one always. */
  readonly labelEvery: number;
  readonly texts: MarkTexts & { readonly calls: string };
}

/**
 * Counted calls as a line with points, expected ones as strokes within bands of 80 and 95 %, as SVG. Bands differ in
 * grey and by outline, so that they can be told on paper.
 */
export function bandsChartSvg(chart: BandsChart): string {
  const { days, texts } = chart;
  const firstForecast = days.findIndex((day) => day.forecast !== null);
  const isLabelled = (index: number): boolean =>
    (index - Math.max(0, firstForecast)) % chart.labelEvery === 0;
  const top = Math.max(
    1,
    ...days.map(({ counted, forecast }) => Math.max(counted ?? 0, forecast?.high95 ?? 0)),
  );
  return svgOf(chart, {
    ...axesOf({
      labels: days.map((day, index) => (isLabelled(index) ? day.label : '')),
      calls: texts.calls,
      top,
      rightPixels: 24,
    }),
    series: [
      bands(days),
      {
        type: 'line',
        z: 7,
        data: days.map((day) => day.counted),
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { color: '#1a1a1a', width: 1.2 },
        itemStyle: { color: '#ffffff', borderColor: '#1a1a1a', borderWidth: 1.4 },
        label: { ...chartFont, show: false },
      },
      dayMarks(days, texts, Math.ceil((markPixels * days.length) / chart.widthPixels)),
    ],
  });
}

/** Width of a mark of letters. */
const markPixels = 66;

function bands(days: BandsChart['days']): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 3,
    data: days.flatMap(({ forecast }, index) =>
      forecast === null
        ? []
        : [[index, forecast.low95, forecast.low80, forecast.calls, forecast.high80, forecast.high95]],
    ),
    renderItem: (_, api) => {
      const heightOf = (dimension: number): number =>
        (api.coord([api.value(0), api.value(dimension)]) as [number, number])[1];
      const center = (api.coord([api.value(0), 0]) as [number, number])[0];
      const width = (api.size!([1, 0]) as number[])[0]! * 0.86;
      const box = (low: number, high: number, fill: string, stroke: string) => ({
        type: 'rect' as const,
        shape: {
          x: center - width / 2,
          y: heightOf(high),
          width,
          height: heightOf(low) - heightOf(high),
        },
        style: { fill, stroke, lineWidth: 1 },
      });
      const y = heightOf(3);
      return {
        type: 'group',
        children: [
          box(1, 5, '#eceff3', '#b5bcc6'),
          box(2, 4, '#c4ccd6', '#8b95a3'),
          {
            type: 'line' as const,
            shape: { x1: center - width / 2, y1: y, x2: center + width / 2, y2: y },
            style: { stroke: '#0017c1', lineWidth: 2.5 },
          },
        ],
      };
    },
  };
}
